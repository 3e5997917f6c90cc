package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@Command(name = "identity", description = "Rules of identity: which names lead to people, and how far.")
public final class IdentityCommand {

    private static final String PATH = "/api/identity/rules";
    private static final long ASK_EVERY_MILLIS = 300;

    @Spec
    private CommandSpec spec;

    @Command(name = "rules", description = "Prints the rules in force, as a file of them is written.")
    int rules() {
        JsonNode rules = ApiClient.ofHome(Settings.load()).get(PATH);
        return print(rules);
    }

    @Command(
            name = "rehearse",
            description = "Plays all history under the rules of a file and reports who would be one customer and who"
                    + " two; nothing changes.")
    int rehearse(
            @Parameters(paramLabel = "RULES", description = "a .json file: limits, otherLimit, priority, blocked")
                    Path file,
            @Option(names = "--json", description = "the report as JSON") boolean json)
            throws InterruptedException {
        ApiClient api = ApiClient.ofHome(Settings.load());
        JsonNode report = api.post(PATH + "/rehearse", read(file));
        try (Progress progress = new Progress(json ? new PrintWriter(System.err) : out(), "Rehearsing", "events")) {
            while (state(report).equals("rehearsing")) {
                progress.at(
                        report.get("position").asLong(), report.get("target").asLong());
                Thread.sleep(ASK_EVERY_MILLIS);
                report = api.get(PATH + "/rehearse");
            }
            progress.at(report.get("position").asLong(), report.get("target").asLong());
        }
        if (!state(report).equals("done")) {
            throw new Plain("The rehearsal failed: " + report.path("note").asString());
        }
        return json ? print(report) : tell(report.get("outcome"));
    }

    private int tell(JsonNode outcome) {
        PrintWriter out = out();
        out.printf("%n%-46s %,14d%n", "identifiers", outcome.get("identifiers").asLong());
        out.printf("%-46s %,14d%n", "customers now", outcome.get("customersNow").asLong());
        out.printf(
                "%-46s %,14d%n",
                "customers under these rules", outcome.get("customersThen").asLong());
        section("merges gained", outcome.get("mergesGained").asLong(), outcome.get("gained"));
        section("merges lost", outcome.get("mergesLost").asLong(), outcome.get("lost"));
        outcome.get("blocked")
                .properties()
                .forEach(type -> out.printf(
                        "%-46s %,14d%n",
                        "blocked: " + type.getKey(), type.getValue().asLong()));
        examples(outcome.get("blockedExamples"));
        outcome.get("limitsReached")
                .properties()
                .forEach(type -> out.printf(
                        "%-46s %,14d%n",
                        "limit reached: " + type.getKey(), type.getValue().asLong()));
        examples(outcome.get("limitExamples"));
        if (outcome.get("separationsUndone").asInt() > 0) {
            out.printf(
                    "%-46s %,14d%n",
                    "separations by hand these rules would undo",
                    outcome.get("separationsUndone").asLong());
        }
        out.flush();
        return 0;
    }

    private void section(String title, long count, JsonNode examples) {
        out().printf("%-46s %,14d%n", title, count);
        examples(examples);
    }

    private void examples(JsonNode examples) {
        for (JsonNode example : examples) {
            String names = example.get("names")
                    .valueStream()
                    .map(name -> name.get("type").asString() + " "
                            + name.get("value").asString())
                    .collect(Collectors.joining(", "));
            out().printf(
                            "  position %,d, %s: %s%n",
                            example.get("position").asLong(),
                            example.get("event").asString(),
                            names);
        }
    }

    private int print(JsonNode json) {
        out().println(ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static JsonNode read(Path file) {
        try {
            return ApiClient.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            throw new Plain(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String state(JsonNode report) {
        return report.get("state").asString();
    }
}
