package io.annals.engines;

import static io.annals.engines.Engines.Kind.ELASTICSEARCH;
import static io.annals.engines.Engines.Kind.MONGODB;
import static io.annals.engines.Engines.Kind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.engines.Engines.Plan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final Plan plan = Plan.below(Path.of("home"));

    @Test
    void embedsEverythingByDefault() {
        assertThat(plan.elsewhere(Map.of("MONGODB_URI", " ")).embedded())
                .containsExactlyInAnyOrder(POSTGRES, ELASTICSEARCH, MONGODB);
    }

    @Test
    void embedsNothingThatRunsElsewhere() {
        Plan split = plan.elsewhere(Map.of("POSTGRES_URL", "jdbc:postgresql://db/annals"))
                .only(POSTGRES, MONGODB);

        assertThat(split.embedded()).containsExactly(MONGODB);
    }

    @Test
    void startsNothingWhereNothingIsEmbedded() {
        try (Engines engines =
                Engines.start(plan.only(POSTGRES).elsewhere(POSTGRES, "jdbc:postgresql://db/annals"), ignored -> {})) {
            assertThat(engines.postgresUrl()).isEqualTo("jdbc:postgresql://db/annals");
            assertThat(engines.embedded()).isEmpty();
            assertThatThrownBy(engines::mongoUri).hasMessageContaining("MongoDB was not asked for");
        }
    }

    @Test
    void keepsTheUsersHomeDatabaseWhenItNamesAnother() {
        assertThat(SharedEngines.withMongoDatabase("mongodb://a:b@host:1,host:2/main?w=1", "t1"))
                .isEqualTo("mongodb://a:b@host:1,host:2/t1?w=1&authSource=main");
        assertThat(SharedEngines.withMongoDatabase("mongodb://host", "t1")).isEqualTo("mongodb://host/t1");
    }
}
