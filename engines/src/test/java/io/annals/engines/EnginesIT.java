package io.annals.engines;

import static io.annals.engines.Engines.Kind.ELASTICSEARCH;
import static io.annals.engines.Engines.Kind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.annals.engines.Engines.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesIT {
    private final Path temp;
    private final Path home;

    /** The engines that tests share run in this JVM too. */
    private final Set<ProcessHandle> others =
            ProcessHandle.current().descendants().collect(Collectors.toSet());

    EnginesIT(@TempDir Path temp) throws IOException {
        this.temp = Folders.withMode(temp, "rwx--x--x");
        this.home = temp.resolve("home of 数据");
    }

    @Test
    void findsWhatItKeptAndLeavesNoProcessBehind() throws Exception {
        List<ProcessHandle> children;
        try (Engines first = Engines.start(Plan.below(home), System.out::println)) {
            Client.sql(first.postgresUrl(), "create table kept (id text); insert into kept values ('a')");
            Client.http("PUT", first.elasticsearchUrl() + "/kept", "{}");
            Client.http("PUT", first.elasticsearchUrl() + "/kept/_doc/a", "{\"id\":\"a\"}");
            Client.mongoInsert(first.mongoUri(), "a");
            assertThat(first.embedded()).hasSize(3).allMatch(Engine::alive);
            children = children();
            assertThat(children).isNotEmpty();
        }
        assertThat(children).noneMatch(ProcessHandle::isAlive);

        try (Engines second = Engines.start(Plan.below(home), System.out::println)) {
            assertThat(Client.sqlValue(second.postgresUrl(), "select id from kept"))
                    .isEqualTo("a");
            assertThat(Client.http("GET", second.elasticsearchUrl() + "/kept/_doc/a", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Client.mongoCount(second.mongoUri(), "a")).isEqualTo(1);
        }
    }

    @Test
    void tellsWhenAnEngineEndsByItself() throws Exception {
        try (Engines engines = Engines.start(Plan.below(home).only(POSTGRES), ignored -> {})) {
            CompletableFuture<EngineException> told = new CompletableFuture<>();
            engines.postgres().onExit(told::complete);

            Client.process(engines.postgres().pid()).destroyForcibly();

            assertThat(told.get(10, TimeUnit.SECONDS)).hasMessageContaining("PostgreSQL ended by itself");
            assertThat(engines.postgres().alive()).isFalse();
        }
        try (Engines again = Engines.start(Plan.below(home).only(POSTGRES), ignored -> {})) {
            assertThat(Client.sqlValue(again.postgresUrl(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void endsThePostgresThatAKilledServerLeftBehind() throws Exception {
        Files.createDirectories(home);
        try (EmbeddedPostgres left = EmbeddedPostgres.start(home, ignored -> {}, List.of());
                EmbeddedPostgres next = EmbeddedPostgres.start(home, ignored -> {}, List.of())) {
            assertThat(left.alive()).isFalse();
            assertThat(next.alive()).isTrue();
        }
    }

    @Test
    void endsTheElasticsearchThatAKilledServerLeftBehind() throws Exception {
        Files.createDirectories(home);
        try (EmbeddedElasticsearch left = EmbeddedElasticsearch.start(home, null, 256, ignored -> {});
                EmbeddedElasticsearch next = EmbeddedElasticsearch.start(home, null, 256, ignored -> {})) {
            assertThat(left.alive()).isFalse();
            assertThat(next.alive()).isTrue();
        }
    }

    @Test
    void saysInOneSentenceWhyDamagedDataDoNotStart() throws Exception {
        Engines.start(Plan.below(home).only(POSTGRES), ignored -> {}).close();
        Files.write(home.resolve("postgres/data/global/pg_control"), new byte[16]);

        assertThatThrownBy(() -> Engines.start(Plan.below(home).only(POSTGRES), ignored -> {}))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("PostgreSQL did not start (exit status 1")
                .hasMessageContaining("pg_control")
                .hasMessageContaining("postgres.log");
        assertThatThrownBy(() -> Engines.start(Plan.below(home).only(POSTGRES), ignored -> {}))
                .as("the home is free again")
                .hasMessageContaining("pg_control");
    }

    @Test
    void endsTheOthersWhenOneDoesNotStart() throws Exception {
        Path noArchive = Files.writeString(temp.resolve("elasticsearch.zip"), "no zip");

        assertThatThrownBy(() -> Engines.start(
                        Plan.below(home).only(POSTGRES, ELASTICSEARCH).elasticsearch(noArchive, 256), ignored -> {}))
                .hasMessageContaining("cannot be read");

        await().atMost(Duration.ofSeconds(10)).until(() -> children().stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void refusesAHomeThatItsEnginesCannotEnter() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("Not started by root: the engines run as this user and can enter what it can.");
        }
        assumeTrue(root, "not root");
        Path closed = Folders.withMode(Files.createDirectory(temp.resolve("closed")), "rwx------");

        assertThatThrownBy(() -> Engines.start(Plan.below(closed.resolve("home")), ignored -> {}))
                .isInstanceOf(EngineException.class)
                .hasMessageMatching(
                        "Started by root, Annals runs its engines as the user \\w+, and that user cannot enter "
                                + closed.toRealPath()
                                + " on the way to \\S+: choose a home elsewhere \\(ANNALS_HOME\\), allow it"
                                + " with chmod o\\+x " + closed.toRealPath()
                                + ", or start Annals as an ordinary user\\.");
    }

    private List<ProcessHandle> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> !others.contains(process))
                .toList();
    }
}
