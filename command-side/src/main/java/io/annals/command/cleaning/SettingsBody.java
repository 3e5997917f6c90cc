package io.annals.command.cleaning;

import io.annals.command.CommandProblem.Invalid;
import io.annals.contracts.source.CleaningSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cleaning settings as they are asked for; what is left out takes its default.
 *
 * @param testUsers user ids and e-mail addresses; hashes that stand there already may be sent as they are
 */
record SettingsBody(
        @Nullable List<String> off,
        @Nullable Integer futureHours,
        @Nullable Integer pastDays,
        @Nullable Long mostAmount,
        @Nullable Long mostQuantity,
        @Nullable List<String> testUsers,
        @Nullable List<String> testDomains,
        @Nullable Integer stormCalls,
        @Nullable Integer stormSeconds,
        @Nullable Integer ordersAnHour,
        @Nullable Map<String, String> fakeOrders,
        @Nullable String phoneRegion) {

    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_STARS = 3;
    private static final int A_BILLION = 1_000_000_000;

    /**
     * @param switchable names of the rules that can be switched off
     * @param hashed how a test user is kept
     * @throws Invalid when there can be no such settings
     */
    CleaningSettings read(List<String> switchable, List<String> regions, UnaryOperator<String> hashed) {
        CleaningSettings standard = CleaningSettings.standard();
        List<String> wishedOff = entries("off", off);
        if (!switchable.containsAll(wishedOff)) {
            throw new Invalid("rule-unknown", "Rules that can be switched off: " + String.join(", ", switchable) + ".");
        }
        if (phoneRegion != null && !regions.contains(phoneRegion)) {
            throw new Invalid("region-unknown", "phoneRegion is an ISO 3166 code in capitals, such as CN.");
        }
        Map<String, String> marks = Objects.requireNonNullElse(fakeOrders, Map.of());
        entries("fakeOrders", List.copyOf(marks.keySet()));
        entries("fakeOrders", List.copyOf(marks.values()));
        if (marks.values().stream().anyMatch(mark -> stars(mark) > MOST_STARS)) {
            throw new Invalid("settings-invalid", "A mark of fakeOrders holds at most " + MOST_STARS + " stars.");
        }
        return new CleaningSettings(
                wishedOff.stream().distinct().sorted().toList(),
                (int) bounded("futureHours", futureHours, standard.futureHours(), 1_000_000),
                (int) bounded("pastDays", pastDays, standard.pastDays(), 1_000_000),
                bounded("mostAmount", mostAmount, standard.mostAmount(), Long.MAX_VALUE),
                bounded("mostQuantity", mostQuantity, standard.mostQuantity(), Long.MAX_VALUE),
                entries("testUsers", testUsers).stream().map(hashed).distinct().toList(),
                entries("testDomains", testDomains).stream()
                        .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList(),
                (int) bounded("stormCalls", stormCalls, standard.stormCalls(), A_BILLION),
                (int) bounded("stormSeconds", stormSeconds, standard.stormSeconds(), 86_400),
                (int) bounded("ordersAnHour", ordersAnHour, standard.ordersAnHour(), A_BILLION),
                Map.copyOf(marks),
                phoneRegion);
    }

    private static long stars(String mark) {
        return mark.chars().filter(character -> character == '*').count();
    }

    private static long bounded(String name, @Nullable Number given, long standard, long most) {
        long value = given == null ? standard : given.longValue();
        if (value < 1 || value > most) {
            throw new Invalid("settings-invalid", name + " is from 1 to " + most + ".");
        }
        return value;
    }

    private static List<String> entries(String name, @Nullable List<String> given) {
        List<String> entries = Objects.requireNonNullElse(given, List.of());
        boolean fits = entries.size() <= MOST_ENTRIES
                && entries.stream()
                        .allMatch(entry -> entry != null && !entry.isBlank() && entry.length() <= MOST_CHARACTERS);
        if (!fits) {
            throw new Invalid(
                    "settings-invalid",
                    name + " may hold " + MOST_ENTRIES + " texts of " + MOST_CHARACTERS + " characters.");
        }
        return entries;
    }
}
