package io.annals.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, one of them killed without warning while it appends. */
class KilledProcessIT {

    @TempDir
    Path folder;

    @Test
    void losesNothingAcknowledgedAndLeavesNoGapWhenOneOfTwoProcessesIsKilled() throws Exception {
        String url = SharedEngines.postgresUrl();
        Process doomed = start(url, "doomed");
        Process other = start(url, "other");
        awaitAcknowledged("doomed", 200);

        doomed.destroyForcibly().waitFor();
        awaitAcknowledged("other", acknowledged("other").size() + 200);
        other.destroyForcibly().waitFor();

        try (TestStore reader = new TestStore(url, folder.resolve("master-key.json"))) {
            List<LoggedEvent> log = reader.log.read(0, Integer.MAX_VALUE);
            assertThat(log.stream().map(LoggedEvent::position))
                    .isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
            assertThat(log.stream().map(event -> event.stream() + " " + event.sequence()))
                    .doesNotHaveDuplicates()
                    .containsAll(acknowledged("doomed"))
                    .containsAll(acknowledged("other"));
            assertThat(lengths(log).values())
                    .as("an append of two events is there whole or not at all")
                    .allSatisfy(length -> assertThat(length % 2).isZero());
        }
    }

    private static Map<String, Integer> lengths(List<LoggedEvent> log) {
        Map<String, Integer> lengths = new HashMap<>();
        log.forEach(event -> lengths.merge(event.stream(), 1, Integer::sum));
        return lengths;
    }

    private Process start(String url, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AppendingProcess.class.getName(),
                        url,
                        folder.resolve("master-key.json").toString(),
                        name)
                .redirectOutput(folder.resolve(name).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void awaitAcknowledged(String name, int lines) {
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged(name).size(), atLeast -> atLeast >= lines);
    }

    /** Whole lines only: what a killed process had half printed, nobody has received. */
    private List<String> acknowledged(String name) throws IOException {
        String printed = Files.readString(folder.resolve(name));
        return printed.substring(0, printed.lastIndexOf('\n') + 1).lines().toList();
    }
}
