package io.annals.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Objects;

/** The real server as a process of its own, to be killed at any moment. */
final class KilledServer {

    private final Process process;

    private KilledServer(Process process) {
        this.process = process;
    }

    /** Returns once it serves. */
    static KilledServer start(ServerApi api) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        Objects.requireNonNull(System.getProperty("annals.launcher"), "run ./annals bench kills"),
                        "serve")
                .redirectErrorStream(true);
        command.environment().put("ANNALS_HOME", api.home().toString());
        command.environment().put("ANNALS_PORT", Integer.toString(api.address().getPort()));
        Process process = command.start();
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("Ctrl-C stops it")) {
                return new KilledServer(process);
            }
        }
        throw new IOException("the server did not start: " + said);
    }

    /** With signal 9: nothing of it runs any more. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As Ctrl-C does. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }
}
