package io.annals.command.cleaning;

import io.annals.contracts.source.CleaningSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Only of events whose meaning is known: what is given back is negative, and somebody else's "total" is theirs. */
final class AmountOutOfRange implements Rule {

    private static final Set<String> JUDGED = Set.of(
            "Product Viewed",
            "Product Clicked",
            "Product Added",
            "Product Removed",
            "Product Added to Wishlist",
            "Cart Viewed",
            "Checkout Started",
            "Order Completed");

    @Override
    public String name() {
        return "amount-out-of-range";
    }

    @Override
    public @Nullable String objection(String source, Candidate call, CleaningSettings settings) {
        if (!call.kind().equals("track") || !JUDGED.contains(call.name())) {
            return null;
        }
        String why = objection(call.content(), settings);
        if (why != null || !(call.content().get(Amounts.PRODUCTS) instanceof List<?> products)) {
            return why;
        }
        for (Object product : products) {
            why = product instanceof Map<?, ?> map ? objection(map, settings) : null;
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    private static @Nullable String objection(Map<?, ?> content, CleaningSettings settings) {
        for (String name : List.of("revenue", "total", "price")) {
            if (outside(Amounts.of(content, name), settings.mostAmount())) {
                return "Its " + name + " is not between 0 and " + settings.mostAmount() + ".";
            }
        }
        return outside(Amounts.of(content, Amounts.QUANTITY), settings.mostQuantity())
                ? "Its quantity is not between 0 and " + settings.mostQuantity() + "."
                : null;
    }

    private static boolean outside(@Nullable BigDecimal amount, long most) {
        return amount != null && (amount.signum() < 0 || amount.compareTo(BigDecimal.valueOf(most)) > 0);
    }
}
