package io.annals.command.cleaning;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Currencies by their ISO 4217 code. A sign that several of them use says nothing and stays as it is. */
final class Currencies {

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("RMB", "CNY"),
            Map.entry("CN¥", "CNY"),
            Map.entry("元", "CNY"),
            Map.entry("人民币", "CNY"),
            Map.entry("YUAN", "CNY"),
            Map.entry("円", "JPY"),
            Map.entry("€", "EUR"),
            Map.entry("EURO", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("US$", "USD"),
            Map.entry("HK$", "HKD"),
            Map.entry("NT$", "TWD"),
            Map.entry("₩", "KRW"),
            Map.entry("₹", "INR"));

    private Currencies() {}

    static String code(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        return CODES.contains(code) ? code : ALIASES.getOrDefault(code, text);
    }
}
