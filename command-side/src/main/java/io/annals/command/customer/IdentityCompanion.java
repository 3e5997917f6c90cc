package io.annals.command.customer;

import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import io.annals.eventstore.KeyedHash;
import java.util.List;

/**
 * What must be true of all customers together: an identifier leads to one stream, a message is kept once, a stream has
 * one root. The database decides it, in the commit of the event.
 */
final class IdentityCompanion implements Companion {

    private static final List<String> IDENTIFIER = List.of("hash", "type", "customer_id");
    private static final List<String> MESSAGE = List.of("id");
    private static final List<String> CUSTOMER_ROOT = List.of("stream", "root");

    /** Erased twice under one name, as two customers: late is what came before the last time. */
    private static final String SUPPRESS =
            """
            with revoked as (delete from identifier where customer_id = ? returning hash)
            insert into suppression (hash, erased_at)
            select sha256(convert_to('erased:' || hash, 'UTF8')), ? from revoked
            on conflict (hash) do update set erased_at = greatest(suppression.erased_at, excluded.erased_at)
            """;

    private final KeyedHash hash;

    IdentityCompanion(KeyedHash hash) {
        this.hash = hash;
    }

    @Override
    public List<Claim> claims(Object event) {
        if (event instanceof BehaviorRecorded recorded) {
            return message(recorded.behavior().source(), recorded.behavior().messageId());
        }
        if (event instanceof TraitsChanged changed) {
            return message(changed.source(), changed.messageId());
        }
        if (event instanceof IdentifierAttached attached) {
            return List.of(Claim.take(
                    "identifier",
                    IDENTIFIER,
                    List.of(
                            hash.of(attached.identifier()),
                            attached.identifier().type(),
                            attached.customerId())));
        }
        if (event instanceof CustomersMerged merged && merged.customerId().equals(merged.absorbed())) {
            return List.of(Claim.take("customer_root", CUSTOMER_ROOT, List.of(merged.absorbed(), merged.root())));
        }
        if (event instanceof CustomersUnmerged unmerged && unmerged.customerId().equals(unmerged.absorbed())) {
            return List.of(
                    Claim.release("customer_root", CUSTOMER_ROOT, List.of(unmerged.absorbed(), unmerged.root())));
        }
        if (event instanceof CustomerErased erased) {
            return List.of(
                    Claim.sweep("identifier", SUPPRESS, List.of(erased.customerId(), erased.at())),
                    Claim.sweep(
                            "customer_root",
                            "delete from customer_root where stream = ?",
                            List.of(erased.customerId())));
        }
        return List.of();
    }

    private List<Claim> message(String source, String messageId) {
        return List.of(Claim.take("message", MESSAGE, List.of(hash.shortOf(source, messageId))));
    }
}
