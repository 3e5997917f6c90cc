package io.annals.command.access;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.contracts.access.AccessEvent.TokenIssued;
import io.annals.contracts.access.AccessEvent.TokenRevoked;
import io.annals.contracts.access.IssueToken;
import io.annals.contracts.access.RevokeToken;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** What a person or a program shows to be let in. */
@Aggregate(type = "access-token")
class AccessToken {

    @AggregateIdentifier
    private String tokenId;

    private boolean revoked;

    AccessToken() {}

    @CommandHandler
    AccessToken(IssueToken command) {
        apply(new TokenIssued(
                command.tokenId(),
                command.name(),
                command.role(),
                command.tokenHash(),
                command.expires(),
                command.by(),
                command.at()));
    }

    @CommandHandler
    void decide(RevokeToken command) {
        if (!revoked) {
            apply(new TokenRevoked(tokenId, command.by(), command.at()));
        }
    }

    @EventSourcingHandler
    void evolve(TokenIssued event) {
        tokenId = event.tokenId();
    }

    @EventSourcingHandler
    void evolve(TokenRevoked event) {
        revoked = true;
    }
}
