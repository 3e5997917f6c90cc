package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A file of somebody else's becomes customers, as its mapping says. */
class MappedImportIT {

    private static final String MAPPING =
            """
            source: tea-shop
            consent: {mode: asserted, purposes: [collection, profiling], statement: Asked at the till}
            calls:
              - type: track
                event: Order Completed
                userId: "{who}"
                group: {by: "{order}"}
                messageId: "order-{order}"
                timestamp: "{day}"
                properties: {order_id: "{order}", revenue: {$sum: "{paid}"}}
            """;

    private static final String ROWS =
            """
            order,who,day,paid
            1,ada,2019-05-01,3.50
            1,ada,2019-05-01,4.00
            2,bob,2019-05-02,1.00
            3,,2019-05-02,1.00
            """;

    @TempDir
    Path folder;

    @Test
    void bringsEachOrderOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("rows.csv"), ROWS);
        Path mapping = Files.writeString(folder.resolve("mapping.yml"), MAPPING);
        List<String> arguments = List.of("import", file.toString(), "--mapping", mapping.toString());
        try (ServerProcess server = ServerProcess.start(
                folder.resolve("home"), "command,projections,query", ServerProcess.freshEngines())) {
            assertThat(said(server, arguments, "--dry-run"))
                    .contains("\"messageId\" : \"order-1\"")
                    .contains("calls that would be sent                    2");
            assertThat(server.api().get("/api/sources").toString()).doesNotContain("tea-shop");

            assertThat(said(server, arguments))
                    .containsPattern("rows read +4\n")
                    .containsPattern("stored +2\n")
                    .containsPattern("left out +1\n")
                    .contains("rows.csv, line 5: neither userId nor anonymousId says who it was");
            assertThat(said(server, arguments))
                    .containsPattern("duplicate +2\n")
                    .doesNotContain("stored");

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                JsonNode ada = server.api().get("/api/customers?identifier=user_id:ada");
                assertThat(ada.at("/customers/0/orders/amount").decimalValue()).isEqualByComparingTo("7.50");
                assertThat(ada.at("/customers/0/firstSeen").asString()).isEqualTo("2019-05-01T00:00:00Z");
            });
        }
    }

    private static String said(ServerProcess server, List<String> arguments, String... more)
            throws IOException, InterruptedException {
        Process process = server.command(
                        Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1); // one row is left out
        return said;
    }
}
