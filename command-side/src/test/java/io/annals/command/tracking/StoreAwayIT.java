package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Nothing is acknowledged that cannot be kept, and the client is told that trying again helps. */
class StoreAwayIT {

    @Test
    void answers503WithRetryAfter() {
        try (CommandServer server = CommandServer.start()) {
            String key = server.source(CommandServer.asserted());
            String track = "{\"event\":\"e\",\"anonymousId\":\"v\",\"messageId\":\"m\"}";
            assertThat(server.post("/v1/track", key, track).status()).isEqualTo(200);

            server.bean(HikariDataSource.class).close();

            Answer known = server.post("/v1/track", key, track.replace("\"m\"", "\"m-2\""));
            Answer unknown = server.post("/v1/track", key, track.replace("\"v\"", "\"w\""));
            Answer consent = server.send(server.request("/api/consents/collection")
                    .header("X-Signed-In", "staff")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"identifier\":{\"type\":\"email\",\"value\":\"a@b.c\"},"
                            + "\"state\":\"granted\",\"evidence\":\"x\"}")));
            assertThat(known.status()).isEqualTo(503);
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(consent.status()).isEqualTo(503);
            assertThat(known.body().get("code").asString()).isEqualTo("store-unavailable");
            assertThat(known.response().headers().firstValue("Retry-After")).hasValue("5");
        }
    }
}
