package io.annals.command.access;

import io.annals.command.AccessTokens;
import io.annals.command.CommandProblem.Conflict;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.Commands;
import io.annals.contracts.access.IssueToken;
import io.annals.contracts.access.RevokeToken;
import io.annals.contracts.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mints tokens; a token leaves here once and is kept nowhere. */
public final class TokenDesk {

    private static final int LETTERS = 43;

    private final Commands commands;
    private final IssuedTokens issued;
    private final Clock clock;

    TokenDesk(Commands commands, IssuedTokens issued, Clock clock) {
        this.commands = commands;
        this.issued = issued;
        this.clock = clock;
    }

    public record Minted(String tokenId, String token) {}

    /** 256 bits. */
    public Minted issue(String name, Role role, @Nullable Instant expires, String by) {
        String token = AccessTokens.PREFIX + Secrets.letters(LETTERS);
        String tokenId = UUID.randomUUID().toString();
        commands.await(new IssueToken(tokenId, name, role, Secrets.sha256(token), expires, by, now()));
        return new Minted(tokenId, token);
    }

    /**
     * @throws NotFound when there is no such token, or none any more
     * @throws Conflict when nobody could let anybody in any more
     */
    void revoke(String tokenId, String by) {
        List<IssuedTokens.Issued> all = issued.all();
        IssuedTokens.Issued token = all.stream()
                .filter(one -> one.tokenId().equals(tokenId))
                .findFirst()
                .orElseThrow(() -> new NotFound("token-unknown", "There is no such token."));
        boolean anotherAdministrator = all.stream()
                .anyMatch(one -> one.role() == Role.ADMINISTRATOR
                        && one.expires() == null
                        && !one.tokenId().equals(tokenId));
        if (token.role() == Role.ADMINISTRATOR && !anotherAdministrator) {
            throw new Conflict(
                    "last-administrator",
                    "This is the last administrator's token without an end: issue another one first.");
        }
        commands.await(new RevokeToken(tokenId, by, now()));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
