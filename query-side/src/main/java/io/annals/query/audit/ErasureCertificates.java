package io.annals.query.audit;

import io.annals.contracts.customer.ErasureCertificate;
import io.annals.contracts.customer.ErasureCertificate.Events;
import io.annals.contracts.customer.ErasureCertificate.Purged;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.customer.ErasureEvent.ErasureRequested;
import io.annals.eventstore.Envelopes;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.projections.ViewStatuses;
import io.annals.query.QueryProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes a certificate from the log alone; none is kept. */
final class ErasureCertificates {

    private final EventLog log;
    private final Envelopes envelopes;
    private final SignedProofs proofs;
    private final ViewStatuses views;

    ErasureCertificates(EventLog log, Envelopes envelopes, SignedProofs proofs, ViewStatuses views) {
        this.log = log;
        this.envelopes = envelopes;
        this.proofs = proofs;
        this.views = views;
    }

    /** @throws QueryProblem.NotErased for whoever is there, or never was */
    ErasureCertificate of(String customer, Instant now) {
        ErasureRequested request = log.last(customer)
                .map(LoggedEvent::payload)
                .filter(CustomerErased.class::isInstance)
                .map(erased -> request(((CustomerErased) erased).requestId()))
                .orElseThrow(QueryProblem.NotErased::new);
        List<String> customers = request.customers();
        Map<String, Long> ends = new TreeMap<>();
        customers.forEach(
                stream -> ends.put(stream, log.last(stream).orElseThrow().position()));
        long position = ends.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        Envelopes.Extent extent = envelopes.of(customers);
        return new ErasureCertificate(
                customer,
                request.requestId(),
                request.at(),
                request.reason(),
                request.actor(),
                customers,
                ends,
                position,
                new Events(
                        extent.events(),
                        extent.kinds(),
                        extent.firstPosition(),
                        extent.lastPosition(),
                        extent.first(),
                        extent.last()),
                extent.keys(),
                envelopes.keysLeft(customers),
                proofs.of(proven(request, ends)),
                purged(position),
                now);
    }

    private List<Long> proven(ErasureRequested request, Map<String, Long> ends) {
        return Stream.concat(ends.values().stream(), log.last(request.requestId()).map(LoggedEvent::position).stream())
                .toList();
    }

    private ErasureRequested request(String id) {
        return (ErasureRequested) log.last(id).map(LoggedEvent::payload).orElseThrow();
    }

    private List<Purged> purged(long position) {
        return views.all().stream()
                .map(view -> new Purged(view.view(), view.position(), view.position() >= position))
                .toList();
    }
}
