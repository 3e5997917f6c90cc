package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrackingApiIT {

    private static CommandServer server;
    private static String key;

    @BeforeAll
    static void start() {
        server = CommandServer.start();
        key = server.source(CommandServer.asserted());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void storesATrackedBehaviourBeforeItAnswers() {
        Answer answer = server.post(
                "/v1/track",
                key,
                """
                {"anonymousId":"visitor-1","event":"Product Viewed","messageId":"m-1","properties":{"price":12.50}}
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("success").asBoolean()).isTrue();
        assertThat(server.events(BehaviorRecorded.class))
                .filteredOn(event -> event.behavior().messageId().equals("m-1"))
                .singleElement()
                .satisfies(event -> assertThat(event.behavior().name()).isEqualTo("Product Viewed"));
    }
}
