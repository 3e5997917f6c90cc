package io.annals.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.annals.engines.Engines.Plan;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServerIT {
    @Test
    void holdsItsHomeAloneAndTakesItsEnginesAlongWhenItIsKilled(@TempDir Path temp) throws Exception {
        Folders.withMode(temp, "rwx--x--x");
        Path home = temp.resolve("home");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForkedServer.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> children;
        try (BufferedReader output = server.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            children = server.descendants().toList();
            assertThat(children).hasSizeGreaterThan(2);

            assertThatThrownBy(() -> Engines.start(Plan.below(home), ignored -> {}))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("The home " + home.toRealPath() + " is in use by the process " + server.pid()
                            + ": stop that server, or give this one a home of its own (ANNALS_HOME).");
        } finally {
            server.destroyForcibly();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        try (Engines next = Engines.start(Plan.below(home), ignored -> {})) {
            assertThat(Client.sqlValue(next.postgresUrl(), "select id from kept"))
                    .isEqualTo("a");
        }
    }

    /** A server that is up until it is killed. */
    static final class ForkedServer {
        private ForkedServer() {}

        public static void main(String[] arguments) throws Exception {
            Engines engines = Engines.start(Plan.below(Path.of(arguments[0])), ignored -> {});
            Client.sql(engines.postgresUrl(), "create table kept (id text); insert into kept values ('a')");
            System.out.println("ready");
            System.in.read();
        }
    }
}
