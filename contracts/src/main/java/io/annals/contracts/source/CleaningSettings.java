package io.annals.contracts.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left out of what a source sends, and how the rest is made alike.
 *
 * @param off names of the rules that are switched off
 * @param futureHours how far after its sending a call may say that it happened
 * @param pastDays how old a call may be that is no import of history
 * @param mostAmount the highest believable price or revenue, in whatever currency
 * @param mostQuantity of one product in one call
 * @param testUsers keyed hashes of the user ids and e-mail addresses of those who only try things out
 * @param testDomains domains of their e-mail addresses
 * @param stormCalls as many equal calls of one visitor are believed within {@code stormSeconds}
 * @param ordersAnHour as many orders of one visitor are believed
 * @param fakeOrders a property of an order → what marks it as none; {@code *} stands for any text
 * @param phoneRegion ISO 3166 code of phone numbers that begin with no country code; such stay as they are when absent
 */
public record CleaningSettings(
        List<String> off,
        int futureHours,
        int pastDays,
        long mostAmount,
        long mostQuantity,
        List<String> testUsers,
        List<String> testDomains,
        int stormCalls,
        int stormSeconds,
        int ordersAnHour,
        Map<String, String> fakeOrders,
        @Nullable String phoneRegion) {

    /** Wide enough that no ordinary shop loses anything. */
    public static CleaningSettings standard() {
        return new CleaningSettings(
                List.of(), 48, 3_650, 100_000_000, 1_000_000, List.of(), List.of(), 200, 10, 100, Map.of(), null);
    }
}
