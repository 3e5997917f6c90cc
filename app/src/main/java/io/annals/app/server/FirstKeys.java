package io.annals.app.server;

import io.annals.command.FirstStart;
import io.annals.contracts.access.Role;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.source.ConsentPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * The first administrator's token and the write key of the source for trying things out. Both are made at the first
 * start, stored as hashes only, and laid down in the home for their owner alone.
 */
class FirstKeys implements ApplicationRunner {

    private static final ConsentPolicy TRYING_OUT = new ConsentPolicy(
            ConsentPolicy.Mode.ASSERTED, Map.of(), List.of(Purpose.COLLECTION, Purpose.PROFILING), Evidence.TRYING_OUT);

    private final FirstStart first;
    private final Path home;

    FirstKeys(FirstStart first, @Value("${annals.home}") Path home) {
        this.first = first;
        this.home = home;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        lay("admin-token", () -> first.issueToken("first administrator", Role.ADMINISTRATOR));
        lay("write-key", () -> first.createSource("trying out", TRYING_OUT));
    }

    private void lay(String name, Supplier<String> secret) {
        Path file = home.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        OwnersFile.write(file, secret.get());
    }
}
