package io.annals.app.server;

import io.annals.command.kafka.KafkaSource;
import io.annals.command.kafka.KafkaStatus;
import io.annals.engines.Engine;
import io.annals.engines.Engines;
import io.annals.engines.Engines.Kind;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operation")
class StatusApi {

    /** @param kafka absent where no topic is followed */
    record Status(
            String version,
            List<String> roles,
            long head,
            long uptimeSeconds,
            LedgerStatus ledger,
            List<EngineStatus> engines,
            Disk disk,
            @Nullable KafkaStatus kafka) {}

    /**
     * @param size events under the last signed head
     * @param lag events after it
     * @param lagSeconds age of the oldest of them, 0 when there is none
     * @param trouble why this process does not keep it; absent when it does, or another one
     */
    record LedgerStatus(long size, long lag, double lagSeconds, @Nullable String trouble) {}

    /** @param address without user and password */
    record EngineStatus(String name, String address, boolean embedded, boolean healthy, String detail) {}

    record Disk(String home, long freeBytes, long usedBytes) {}

    private final EventLog log;
    private final LedgerCheck ledger;
    private final Engines engines;
    private final EngineChecks checks;
    private final ObjectProvider<KafkaSource> kafka;
    private final Path home;
    private final List<String> roles;

    StatusApi(
            EventLog log,
            LedgerCheck ledger,
            Engines engines,
            EngineChecks checks,
            ObjectProvider<KafkaSource> kafka,
            @Value("${annals.home}") Path home,
            @Value("${annals.roles}") String[] roles) {
        this.log = log;
        this.ledger = ledger;
        this.engines = engines;
        this.checks = checks;
        this.kafka = kafka;
        this.home = home;
        this.roles = Arrays.asList(roles);
    }

    @GetMapping("/api/status")
    @Operation(operationId = "findStatus", summary = "The process, its engines and its disk")
    Status status() throws IOException {
        KafkaSource source = kafka.getIfAvailable();
        return new Status(
                "0.1.0",
                roles,
                log.head(),
                ManagementFactory.getRuntimeMXBean().getUptime() / 1_000,
                ledger.status(),
                checks.kinds().stream().map(this::engine).toList(),
                new Disk(home.toString(), Files.getFileStore(home).getUsableSpace(), size(home)),
                source == null ? null : source.status());
    }

    private EngineStatus engine(Kind kind) {
        EngineChecks.Answer answer = checks.ask(kind);
        boolean embedded = engines.embedded().stream().map(Engine::kind).anyMatch(kind::equals);
        return new EngineStatus(
                kind.toString(),
                engines.address(kind).replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//"),
                embedded,
                answer.healthy(),
                answer.detail());
    }

    /** Files come and go while an engine works; those that went are not counted. */
    private static long size(Path folder) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
