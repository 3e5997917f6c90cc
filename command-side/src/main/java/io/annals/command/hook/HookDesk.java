package io.annals.command.hook;

import io.annals.command.Commands;
import io.annals.command.access.Secrets;
import io.annals.command.source.Sources;
import io.annals.contracts.source.ChangeSourceHook;
import io.annals.contracts.source.HookSettings;
import io.annals.contracts.source.RotateHookSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mints and seals webhook secrets; one leaves here once. */
final class HookDesk {

    private final Commands commands;
    private final Sources sources;
    private final HookSecrets secrets;
    private final Clock clock;

    HookDesk(Commands commands, Sources sources, HookSecrets secrets, Clock clock) {
        this.commands = commands;
        this.sources = sources;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param formerUntil when the secrets the source had before are not believed any more */
    record Rotated(String secret, Instant formerUntil) {}

    void change(String sourceId, HookSettings hook, String by) {
        sources.find(sourceId);
        commands.await(new ChangeSourceHook(sourceId, hook, by, now()));
    }

    /** @param given by the third party; ours to mint when absent */
    Rotated rotate(String sourceId, @Nullable String given, Duration grace, String by) {
        sources.find(sourceId);
        String secret = given == null ? Secrets.letters(40) : given;
        String secretId = UUID.randomUUID().toString();
        String sealed = Commands.asking(() -> secrets.sealed(sourceId, secretId, secret));
        Instant now = now();
        Instant until = now.plus(grace);
        commands.await(new RotateHookSecret(sourceId, secretId, sealed, until, by, now));
        return new Rotated(secret, until);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
