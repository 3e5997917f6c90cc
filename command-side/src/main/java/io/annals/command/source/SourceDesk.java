package io.annals.command.source;

import io.annals.command.Commands;
import io.annals.command.access.Secrets;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.CreateSource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Mints a source's id and key; the key leaves here once and is kept nowhere. */
public final class SourceDesk {

    private final Commands commands;
    private final Clock clock;

    SourceDesk(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    public record Created(String sourceId, String writeKey) {}

    public Created create(String name, ConsentPolicy policy, String by) {
        String sourceId = UUID.randomUUID().toString();
        String writeKey = WriteKey.mint();
        commands.await(new CreateSource(
                sourceId,
                name,
                policy,
                Secrets.sha256(writeKey),
                by,
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return new Created(sourceId, writeKey);
    }
}
