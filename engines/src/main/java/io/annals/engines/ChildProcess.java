package io.annals.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An engine in a process of its own, in a session of its own: Ctrl-C in a terminal reaches us and not the child. */
final class ChildProcess {
    /** The kernel sends the signal for orphans when the thread that forked ends, so that thread never does. */
    private static final ExecutorService SPAWNER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "annals-engine-spawner");
        thread.setDaemon(true);
        return thread;
    });

    private static final boolean SESSIONS = works("setsid", "true");
    private static final boolean ORPHAN_SIGNAL = works("setpriv", "--pdeathsig=TERM", "true");

    /**
     * What to start.
     *
     * @param orphanSignal the signal that makes the program end in order, sent when we die without having closed it
     * @param console where its output goes
     * @param logs where it says why it ended, the best first
     */
    record Launch(
            Engines.Kind kind,
            Account account,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            String orphanSignal,
            Path console,
            List<Path> logs) {}

    private final Launch launch;
    private final Process process;
    private volatile boolean closing;

    private ChildProcess(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
    }

    static ChildProcess start(Launch launch) throws IOException {
        Logs.turn(launch.console());
        ProcessBuilder builder = new ProcessBuilder(line(launch))
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(launch.console().toFile());
        builder.environment().clear();
        builder.environment().putAll(Command.ENVIRONMENT);
        builder.environment().putAll(launch.environment());
        try {
            return new ChildProcess(launch, SPAWNER.submit(builder::start).get());
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    void onExit(Consumer<EngineException> listener) {
        CompletableFuture<Process> exit = process.onExit();
        var unused = exit.thenRun(() -> {
            if (!closing) {
                listener.accept(ended("ended by itself"));
            }
        });
    }

    /** What became of it, with the reason that its logs give. */
    EngineException ended(String what) {
        String status = process.isAlive() ? "" : " (exit status " + process.exitValue() + ")";
        String reason = Logs.reason(launch.logs()).map(line -> ": " + line).orElse("");
        return new EngineException(launch.kind() + " " + what + status + reason + " [log: "
                + launch.logs().get(0) + "].");
    }

    /** Asks it to end, and ends it by force when the patience is over. */
    void stop(Runnable request, Duration patience) {
        closing = true;
        if (!process.isAlive()) {
            return;
        }
        try {
            request.run();
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    void kill() {
        closing = true;
        process.destroyForcibly();
        Poll.until(Duration.ofSeconds(10), () -> !process.isAlive());
    }

    private static List<String> line(Launch launch) {
        List<String> line = new ArrayList<>();
        if (SESSIONS) {
            line.add("setsid");
        }
        List<String> account = launch.account().prefix();
        line.addAll(account.isEmpty() && ORPHAN_SIGNAL ? List.of("setpriv") : account);
        if (ORPHAN_SIGNAL) {
            line.add("--pdeathsig=" + launch.orphanSignal());
        }
        line.addAll(launch.command());
        return line;
    }

    private static boolean works(String... command) {
        try {
            return Command.run(List.of(command)).succeeded();
        } catch (IOException missing) {
            return false;
        }
    }
}
