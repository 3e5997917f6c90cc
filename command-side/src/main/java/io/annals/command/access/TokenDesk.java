package io.annals.command.access;

import io.annals.command.Commands;
import io.annals.contracts.access.IssueToken;
import io.annals.contracts.access.Role;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Mints tokens; a token leaves here once and is kept nowhere. */
public final class TokenDesk {

    private static final int LETTERS = 43;

    private final Commands commands;
    private final Clock clock;

    TokenDesk(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** 256 bits, with a prefix by which secret scanners know it. */
    public String issue(String name, Role role) {
        String token = "annals_" + Secrets.letters(LETTERS);
        commands.await(new IssueToken(
                UUID.randomUUID().toString(),
                name,
                role,
                Secrets.sha256(token),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return token;
    }
}
