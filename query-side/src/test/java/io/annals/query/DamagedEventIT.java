package io.annals.query;

import static io.annals.query.Told.NOON;
import static io.annals.query.Told.did;
import static io.annals.query.Told.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.Purpose;
import io.annals.query.Answers.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One event that cannot be read costs that event, not the customer's past. */
class DamagedEventIT {

    private static Answers answers;
    private static long damaged;

    @BeforeAll
    static void start() throws SQLException {
        answers = new Answers();
        answers.append(
                List.of(granted("anna", Purpose.COLLECTION, NOON), did("anna", "Page", NOON.plusSeconds(1), Map.of())));
        damaged = answers.settled("customer-view") + 1;
        try (Connection connection = answers.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            // Bytes that were sealed for another place in the stream.
            statement.execute(
                    "insert into event select " + damaged + ", stream, 2, aggregate, name, revision, 'forged',"
                            + " recorded_at, key_id, content from event where position = " + (damaged - 1));
        }
    }

    @AfterAll
    static void stop() {
        answers.close();
    }

    @Test
    void tellsThePastWithoutTheEventAndSaysWhichOneIsMissing() {
        Answer answer = answers.get("/api/customers/anna?asOf=" + Instant.now());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/totals/events").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/unreadable/count").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/unreadable/positions/0").asLong()).isEqualTo(damaged);
    }

    @Test
    void saysNothingOfAnEventThatWasNotStoredYet() {
        Answer answer = answers.get("/api/customers/anna?knownAt=2020-01-01T00:00:00Z");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().has("unreadable")).isFalse();
    }

    @Test
    void listsItInTheHistoryWithoutAContent() {
        Answer answer = answers.get("/api/customers/anna/history?order=desc&limit=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/events/0/position").asLong()).isEqualTo(damaged);
        assertThat(answer.body().at("/events/0").has("at")).isFalse();
    }
}
