package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.app.client.ApiClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An import that is broken off and run again: nothing is lost and nothing stands twice. */
class BrokenImportIT {

    private static final int CUSTOMERS = 200;
    private static final int INVOICES_EACH = 20;

    /** An identify and the invoices of each customer. */
    private static final long CALLS = CUSTOMERS * (INVOICES_EACH + 1L);

    private static final Pattern OUTCOME = Pattern.compile("(?m)^  (stored|duplicate) +([0-9,]+)$");

    private final Map<String, BigDecimal> spent = new HashMap<>();

    @TempDir
    Path folder;

    private Path file;
    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("retail.csv"), retail());
        server = ServerProcess.start(folder.resolve("home"), "command,projections,query", ServerProcess.freshEngines());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsWhatIsMissingAfterTheImportWasKilled() throws Exception {
        Process broken = halfway();
        broken.destroyForcibly().waitFor();

        expectTheRestIsBrought();
    }

    @Test
    void bringsWhatIsMissingAfterTheServerWasKilled() throws Exception {
        Process broken = halfway();
        server.kill();
        assertThat(broken.waitFor()).isEqualTo(1);
        assertThat(said(broken)).contains("No server answers at");

        server = server.again();
        expectTheRestIsBrought();
    }

    private Process halfway() throws IOException {
        Process importing = importing();
        await().atMost(Duration.ofMinutes(1)).until(() -> head() > CALLS / 4);
        assertThat(importing.isAlive()).as("it is not over yet").isTrue();
        return importing;
    }

    private void expectTheRestIsBrought() throws Exception {
        Map<String, Long> second = outcomes(importing());
        assertThat(second.get("duplicate")).isPositive();
        assertThat(second.get("stored")).isPositive();
        assertThat(second.get("stored") + second.get("duplicate")).isEqualTo(CALLS);
        assertThat(outcomes(importing())).isEqualTo(Map.of("duplicate", CALLS));

        ApiClient api = server.api();
        await().atMost(Duration.ofMinutes(1)).until(() -> api.get("/api/views")
                .get("views")
                .valueStream()
                .allMatch(view -> view.get("lag").asLong() == 0));
        assertThat(api.get("/api/customers?limit=1").get("total").asLong()).isEqualTo(CUSTOMERS);
        spent.forEach((user, amount) -> {
            String id = api.get("/api/customers?identifier=user_id:" + user)
                    .at("/customers/0/customerId")
                    .asString();
            JsonNode orders = api.get("/api/customers/" + id).at("/totals/orders");
            assertThat(orders.get("count").asLong()).as(user).isEqualTo(INVOICES_EACH);
            assertThat(orders.get("amount").decimalValue()).as(user).isEqualByComparingTo(amount);
        });
    }

    private Process importing() throws IOException {
        return server.command("import", "online-retail", file.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static Map<String, Long> outcomes(Process importing) throws Exception {
        String table = said(importing);
        assertThat(importing.waitFor()).as(table).isZero();
        Map<String, Long> outcomes = new HashMap<>();
        Matcher outcome = OUTCOME.matcher(table);
        while (outcome.find()) {
            outcomes.put(outcome.group(1), Long.parseLong(outcome.group(2).replace(",", "")));
        }
        return outcomes;
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private long head() {
        return server.api().get("/api/status").get("head").asLong();
    }

    /** Customers in turn, two lines an invoice. */
    private String retail() {
        StringBuilder csv = new StringBuilder(
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        for (int invoice = 0; invoice < CUSTOMERS * INVOICES_EACH; invoice++) {
            String user = String.valueOf(10_000 + invoice % CUSTOMERS);
            for (int line = 1; line <= 2; line++) {
                BigDecimal price = BigDecimal.valueOf(invoice + line, 2);
                csv.append("%d,S%d,TEA,%d,2010-12-01 08:26:00,%s,%s,France\n"
                        .formatted(500_000 + invoice, line, line, price, user));
                spent.merge(user, price.multiply(BigDecimal.valueOf(line)), BigDecimal::add);
            }
        }
        return csv.toString();
    }
}
