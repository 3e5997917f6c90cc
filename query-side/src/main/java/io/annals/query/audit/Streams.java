package io.annals.query.audit;

import io.annals.contracts.customer.CustomerSummary;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.customer.ErasureEvent.ErasureRequested;
import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.CustomerSearch;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import io.annals.query.QueryProblem;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All streams of one person, also of an erased one. */
final class Streams {

    /** One identifier leads to one person; more is a merge under way. */
    private static final int MOST = 10;

    private final CustomerViews views;
    private final CustomerSearch search;
    private final EventLog log;
    private final Clock clock;

    Streams(CustomerViews views, CustomerSearch search, EventLog log, Clock clock) {
        this.views = views;
        this.search = search;
        this.log = log;
        this.clock = clock;
    }

    /** @throws QueryProblem.CustomerUnknown when there never was one */
    List<String> of(String customer) {
        Family family = views.find(customer);
        if (family != null) {
            return family.partials().stream().map(CustomerPartial::stream).toList();
        }
        return request(customer).map(ErasureRequested::customers).orElseThrow(QueryProblem.CustomerUnknown::new);
    }

    /** Empty when the identifier leads to nobody, or nobody any more. */
    List<String> of(Identifier identifier) {
        return search
                .find(null, identifier, CustomerSearch.Order.LAST_SEEN, null, MOST, clock.instant())
                .customers()
                .stream()
                .map(CustomerSummary::customerId)
                .map(this::of)
                .flatMap(Collection::stream)
                .toList();
    }

    private Optional<ErasureRequested> request(String customer) {
        return payload(customer)
                .filter(CustomerErased.class::isInstance)
                .flatMap(erased -> payload(((CustomerErased) erased).requestId()))
                .map(ErasureRequested.class::cast);
    }

    private Optional<Object> payload(String stream) {
        return log.last(stream).map(LoggedEvent::payload);
    }
}
