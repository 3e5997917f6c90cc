package io.annals.command.source;

import io.annals.command.Commands;
import io.annals.command.access.Secrets;
import io.annals.contracts.source.ChangeSourceCleaning;
import io.annals.contracts.source.ChangeSourceDeclaration;
import io.annals.contracts.source.CleaningSettings;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.CreateSource;
import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.ReviseSource;
import io.annals.contracts.source.RotateSourceKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mints a source's id and keys; a key leaves here once and is kept nowhere. */
public final class SourceDesk {

    private final Commands commands;
    private final Sources sources;
    private final Clock clock;

    SourceDesk(Commands commands, Sources sources, Clock clock) {
        this.commands = commands;
        this.sources = sources;
        this.clock = clock;
    }

    public record Created(String sourceId, String writeKey) {}

    /** @param formerKeysUntil when the keys the source had before stop opening it */
    record Rotated(String writeKey, Instant formerKeysUntil) {}

    public Created create(String name, ConsentPolicy policy, String by) {
        String sourceId = UUID.randomUUID().toString();
        String writeKey = WriteKey.mint();
        commands.await(new CreateSource(sourceId, name, policy, Secrets.sha256(writeKey), by, now()));
        return new Created(sourceId, writeKey);
    }

    /** What is {@code null} stays as it is. */
    Sources.Registered revise(
            String sourceId,
            @Nullable String name,
            @Nullable ConsentPolicy policy,
            @Nullable Boolean enabled,
            String by) {
        sources.find(sourceId);
        commands.await(new ReviseSource(sourceId, name, policy, enabled, by, now()));
        sources.forget();
        return sources.find(sourceId);
    }

    public void clean(String sourceId, CleaningSettings settings, String by) {
        commands.await(new ChangeSourceCleaning(sourceId, settings, by, now()));
        sources.forget();
    }

    public void declare(String sourceId, Declaration declaration, String by) {
        commands.await(new ChangeSourceDeclaration(sourceId, declaration, by, now()));
        sources.forget();
    }

    Rotated rotateKey(String sourceId, Duration grace, String by) {
        sources.find(sourceId);
        String writeKey = WriteKey.mint();
        Instant now = now();
        Instant until = now.plus(grace);
        commands.await(new RotateSourceKey(sourceId, Secrets.sha256(writeKey), until, by, now));
        sources.forget();
        return new Rotated(writeKey, until);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
