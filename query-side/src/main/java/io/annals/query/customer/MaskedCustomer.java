package io.annals.query.customer;

import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.CustomerView.KnownIdentifier;
import io.annals.contracts.customer.CustomerView.Trait;
import io.annals.contracts.customer.CustomerView.Unreadable;
import io.annals.contracts.customer.Masks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A customer as they may be shown. */
final class MaskedCustomer {

    private MaskedCustomer() {}

    static CustomerView of(CustomerView view, @Nullable Unreadable unreadable) {
        return new CustomerView(
                view.customerId(),
                view.members(),
                view.position(),
                view.asOf(),
                view.knownAt(),
                view.identifiers().stream()
                        .map(one ->
                                new KnownIdentifier(one.type(), Masks.identifier(one.type(), one.value()), one.since()))
                        .toList(),
                view.traits().stream()
                        .map(one -> new Trait(
                                one.name(),
                                Objects.requireNonNullElse(Masks.value(one.name(), one.value()), ""),
                                one.at()))
                        .toList(),
                view.consents(),
                view.minorUntil(),
                view.firstSeen(),
                view.lastSeen(),
                view.totals(),
                view.topCategories(),
                view.topProducts(),
                view.days(),
                unreadable);
    }
}
