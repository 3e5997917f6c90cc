package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a customer is. Instants are UTC. */
public sealed interface IdentityEvent extends CustomerEvent {

    /** From now on {@code identifier} leads to this stream. */
    @EventName("identifier-attached")
    record IdentifierAttached(String customerId, Identifier identifier, String source, Instant at)
            implements IdentityEvent {}

    /**
     * One call named just these, strongest first, and nothing in this stream had told of such a call before: why they
     * are one person's, or why they are not. Stands before whatever was decided by it, in the same commit. Of a stream's
     * first name that came alone its attachment tells.
     *
     * @param rules the version by which that was decided
     */
    @EventName("identifiers-linked")
    record IdentifiersLinked(String customerId, List<Identifier> identifiers, int rules, String source, Instant at)
            implements IdentityEvent {}

    /**
     * The customer has as many names of this type as the rules allow: one more was left out, or another customer was
     * not taken for the same.
     *
     * @param identifier what was left out; absent when it was a customer
     * @param other the customer that stays another
     */
    @EventName("identifier-limit-reached")
    record IdentifierLimitReached(
            String customerId,
            String type,
            int limit,
            @Nullable Identifier identifier,
            @Nullable String other,
            int rules,
            Instant at)
            implements IdentityEvent {}

    /**
     * Attributes the customer or a system of record stated. A trait belongs to the latest {@code at}, then to the later
     * position; a {@code null} value takes the trait away.
     */
    @EventName("traits-changed")
    record TraitsChanged(
            String customerId,
            Map<String, Object> traits,
            String messageId,
            String source,
            Instant at,
            Instant receivedAt)
            implements IdentityEvent {}

    /**
     * Two streams belong to one person. Nothing moves: {@code absorbed} points at {@code root}. The event stands in both
     * streams, so that each can be read alone; {@code customerId} says whose copy this is.
     */
    @EventName("customers-merged")
    record CustomersMerged(String customerId, String root, String absorbed, String reason, Instant at)
            implements IdentityEvent {}

    /**
     * Two streams that were merged belong to two people after all, and are not merged again by chance. The event stands
     * in every stream of either person, because each forgets the consents it heard across the cut; {@code customerId}
     * says whose copy this is.
     */
    @EventName("customers-unmerged")
    record CustomersUnmerged(String customerId, String root, String absorbed, String reason, String actor, Instant at)
            implements IdentityEvent {}
}
