package io.annals.command.kafka;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** A real broker, in a process of its own, which can be stopped like any other. */
final class KafkaBroker implements AutoCloseable {

    private final Path folder;
    private final int port;
    private Process process;

    private KafkaBroker(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static KafkaBroker start(Path folder) throws Exception {
        int port = freePort();
        int controller = freePort();
        Path settings = Files.writeString(
                folder.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                listeners=BROKER://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=BROKER://localhost:%1$d
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=BROKER
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                num.partitions=2
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """
                        .formatted(port, controller, folder.resolve("log")));
        String cluster = Uuid.randomUuid().toString();
        Process format = java(folder, "kafka.tools.StorageTool", "format", "-t", cluster, "-c", settings.toString());
        if (format.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("broker.log")));
        }
        KafkaBroker broker = new KafkaBroker(folder, port, format);
        broker.serve();
        return broker;
    }

    String address() {
        return "localhost:" + port;
    }

    /** With what it was asked and had not read. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void serve() throws IOException {
        process =
                java(folder, "kafka.Kafka", folder.resolve("server.properties").toString());
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(this::answers);
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private boolean answers() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get().isEmpty();
        }
    }

    private static Process java(Path folder, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path")),
                        Stream.of(arguments))
                .toList();
        File log = folder.resolve("broker.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
