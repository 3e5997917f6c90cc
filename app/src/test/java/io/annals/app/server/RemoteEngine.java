package io.annals.app.server;

import io.annals.engines.Engines.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An engine given by its address, whose processes a test freezes, kills and starts again. */
final class RemoteEngine implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("(?<=127\\.0\\.0\\.1:)\\d+");

    private final Kind kind;
    private final Path home;
    private final Relay relay = new Relay();
    private Process process;
    private String address;

    RemoteEngine(Kind kind, Path home) throws IOException {
        this.kind = kind;
        this.home = home;
        start();
    }

    /** Stays the same. */
    String address() {
        return address;
    }

    void start() throws IOException {
        process = Processes.java(EngineProcess.class, kind.name(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String found = process.inputReader().readLine();
        if (found == null) {
            throw new IOException(kind + " did not start");
        }
        Matcher port = PORT.matcher(found);
        if (!port.find()) {
            throw new IOException("no port in the address of " + kind);
        }
        relay.leadTo(Integer.parseInt(port.group()));
        address = port.replaceFirst(String.valueOf(relay.port()));
    }

    void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        for (ProcessHandle one : all()) {
            Processes.signal(signal, one.pid());
        }
    }

    /** The engine's own processes before the one that would mourn them. */
    private List<ProcessHandle> all() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    @Override
    public void close() {
        kill();
        relay.close();
    }
}
