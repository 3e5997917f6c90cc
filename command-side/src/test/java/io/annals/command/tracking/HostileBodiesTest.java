package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HostileBodiesTest {

    private static final int BODIES = 5_000;

    @Test
    void areReadRejectedOrRefusedAndNeverAFault() {
        int read = 0;
        int rejected = 0;
        int unreadable = 0;
        for (int seed = 0; seed < BODIES; seed++) {
            try {
                Json.Document document = Json.read(HostileBodies.make(seed));
                CallReader reader = new CallReader(
                        "shop",
                        document.fields().get("context"),
                        document.fields().get("sentAt"),
                        "192.0.2.7",
                        io.annals.command.identity.Naming.DEFAULTS,
                        Instant.parse("2026-05-01T12:00:00Z"));
                Json.Item item = document.batch() == null || document.batch().isEmpty()
                        ? document.whole()
                        : document.batch().get(0);
                Call call = reader.read(0, item, document.batch() == null ? "track" : null);
                JsonMapper.shared().writeValueAsBytes(call); // whatever was read can be stored
                read++;
            } catch (Rejected item) {
                rejected++;
            } catch (CommandProblem whole) {
                assertThat(whole.status()).isBetween(400, 499);
                unreadable++;
            }
        }
        assertThat(read).as("read").isPositive();
        assertThat(rejected).as("rejected").isPositive();
        assertThat(unreadable).as("unreadable").isPositive();
    }
}
