package io.annals.app.server;

import io.annals.app.Plain;
import io.annals.command.FirstStart;
import io.annals.contracts.access.Role;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.source.ConsentPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;

/**
 * The first administrator's token and the write key of the source for trying things out. Both are made at the first
 * start, stored as hashes only, and laid down in the home for their owner alone.
 */
class FirstKeys implements InitializingBean {

    private static final ConsentPolicy TRYING_OUT = new ConsentPolicy(
            ConsentPolicy.Mode.ASSERTED,
            Map.of(),
            List.of(Purpose.COLLECTION, Purpose.PROFILING),
            "Made at the first start for trying things out; assumes that whoever uses it has asked");

    private final FirstStart first;
    private final Path home;

    FirstKeys(FirstStart first, @Value("${annals.home}") Path home) {
        this.first = first;
        this.home = home;
    }

    @Override
    public void afterPropertiesSet() {
        lay("admin-token", () -> first.issueToken("first administrator", Role.ADMINISTRATOR));
        lay("write-key", () -> first.createSource("trying out", TRYING_OUT));
    }

    private void lay(String name, Supplier<String> secret) {
        Path file = home.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        try {
            Path draft = Files.createTempFile(
                    Files.createDirectories(home),
                    name,
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, secret.get() + "\n");
            Files.move(draft, file);
        } catch (IOException e) {
            throw new Plain(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
