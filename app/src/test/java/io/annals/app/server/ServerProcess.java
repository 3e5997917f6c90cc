package io.annals.app.server;

import io.annals.app.Annals;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.engines.SharedEngines;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code annals serve} as a process of its own, on the engines that the tests of this JVM share. */
final class ServerProcess implements AutoCloseable {

    private final Map<String, String> environment;
    private final Process process;

    private ServerProcess(Map<String, String> environment) throws IOException {
        this.environment = environment;
        this.process = command("serve").redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); ; line = output.readLine()) {
            if (line == null) {
                throw new IOException("the server did not start: " + said);
            }
            said.append(line).append('\n');
            if (line.startsWith("Ctrl-C stops it")) {
                return;
            }
        }
    }

    /** Where several servers meet: databases that no other test has. */
    static Map<String, String> freshEngines() {
        return Map.of(
                "POSTGRES_URL", SharedEngines.postgresUrl(),
                "ANNALS_POSTGRES_CONNECTIONS", "8",
                "MONGODB_URI", SharedEngines.mongoUri(),
                "ELASTICSEARCH_URL", SharedEngines.elasticsearchUrl(),
                "ANNALS_ELASTICSEARCH_PREFIX", SharedEngines.freshName() + "-");
    }

    static ServerProcess start(Path home, String roles, Map<String, String> engines) throws IOException {
        Map<String, String> environment = new HashMap<>(engines);
        environment.put("ANNALS_HOME", home.toString());
        environment.put("ANNALS_ROLES", roles);
        try (ServerSocket free = new ServerSocket(0)) {
            environment.put("ANNALS_PORT", String.valueOf(free.getLocalPort()));
        }
        return new ServerProcess(environment);
    }

    /** Another one in the place of this, which must have ended. */
    ServerProcess again() throws IOException {
        return new ServerProcess(environment);
    }

    /** A command of the command line, with this server's environment. */
    ProcessBuilder command(String... arguments) {
        ProcessBuilder command = Processes.java(Annals.class, arguments);
        command.environment().putAll(environment);
        return command;
    }

    Settings settings() {
        return Settings.load(
                Map.of("annals.home", environment.get("ANNALS_HOME"), "annals.port", environment.get("ANNALS_PORT")));
    }

    ApiClient api() {
        return ApiClient.ofHome(settings());
    }

    String writeKey() throws IOException {
        return Files.readString(settings().writeKey()).strip();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
