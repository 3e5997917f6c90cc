package io.annals.command.cleaning;

import io.annals.command.codebook.Coding;
import io.annals.contracts.source.CleaningSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes alike what clients write differently: phone numbers, e-mail addresses, currencies, amounts sent as text, and
 * whatever the code books know. What a
 * property was before stands under {@code context.original.properties}; what a trait was, under {@code original} beside
 * it, because traits are kept without a context. Twice is as good as once.
 */
public final class Normaliser {

    private static final String ORIGINAL = "original";

    private static final Set<String> PHONES =
            Set.of("phone", "phoneNumber", "phone_number", "mobile", "mobilePhone", "mobile_phone", "telephone");
    private static final Set<String> EMAILS = Set.of("email", "emailAddress", "email_address");
    private static final Set<String> AMOUNTS =
            Set.of("revenue", "total", "subtotal", "price", "tax", "shipping", "discount", Amounts.QUANTITY);

    private Normaliser() {}

    /** A call's fields as they are read; the given ones when there is nothing to do. */
    public static Map<String, Object> of(Map<String, Object> fields, CleaningSettings settings, Coding coding) {
        if (fields.get("context") != null && !(fields.get("context") instanceof Map)) {
            return fields; // not a call that can be read
        }
        String region = settings.phoneRegion();
        Map<String, Object> context = section(fields, "context");
        Map<String, Object> alike = fields;
        alike = with(alike, "traits", traits(section(fields, "traits"), region, coding));
        alike = with(alike, "traitsUnlessKnown", traits(section(fields, "traitsUnlessKnown"), region, coding));
        alike = with(alike, "mergeProperties", names(fields.get("mergeProperties"), "value", region));

        Map<String, Object> around = context;
        around = with(around, "traits", traits(section(context, "traits"), region, coding));
        around = with(around, "externalIds", names(context.get("externalIds"), "id", region));
        Changes changes = new Changes(region, coding);
        alike = with(alike, "properties", changes.in(section(fields, "properties")));
        if (!changes.originals.isEmpty()) {
            Map<String, Object> originals = beside(around, Map.of("properties", changes.originals));
            around = with(around, ORIGINAL, originals);
        }
        return with(alike, "context", around);
    }

    /** As a phone number is written in what a source tracks. */
    public static String phone(String phone, CleaningSettings settings) {
        return Phones.e164(phone, settings.phoneRegion());
    }

    private static Map<String, Object> traits(Map<String, Object> traits, @Nullable String region, Coding coding) {
        Changes changes = new Changes(region, coding);
        Map<String, Object> changed = changes.in(traits);
        return changes.originals.isEmpty() ? traits : with(changed, ORIGINAL, beside(traits, changes.originals));
    }

    /** What a client itself calls original stays there. */
    private static Map<String, Object> beside(Map<String, Object> map, Map<String, Object> originals) {
        Map<String, Object> all = new LinkedHashMap<>();
        Object own = map.get(ORIGINAL);
        if (own instanceof Map<?, ?> given) {
            given.forEach((name, value) -> all.put(String.valueOf(name), value));
        } else if (own != null) {
            all.put(ORIGINAL, own);
        }
        all.putAll(originals);
        return all;
    }

    /** Further identifiers, of which a phone number must equal the trait. */
    private static @Nullable Object names(@Nullable Object given, String field, @Nullable String region) {
        if (!(given instanceof List<?> list)) {
            return given;
        }
        List<Object> names = new ArrayList<>(list.size());
        for (Object entry : list) {
            boolean phone = entry instanceof Map<?, ?> name
                    && (Objects.equals(name.get("type"), "phone") || Objects.equals(name.get("type"), "mobile"))
                    && name.get(field) instanceof String;
            names.add(phone ? e164(object(entry), field, region) : entry);
        }
        return names.equals(list) ? given : names;
    }

    private static Map<String, Object> e164(Map<String, Object> name, String field, @Nullable String region) {
        return with(name, field, Phones.e164(String.valueOf(name.get(field)), region));
    }

    private static Map<String, Object> section(Map<String, Object> fields, String name) {
        Object section = fields.get(name);
        return section instanceof Map<?, ?> ? object(section) : Map.of();
    }

    @SuppressWarnings("unchecked") // the JSON reader makes no maps but these
    private static Map<String, Object> object(Object map) {
        return (Map<String, Object>) map;
    }

    /** The map itself when it says so already, or when there is nothing to say. */
    private static Map<String, Object> with(Map<String, Object> map, String name, @Nullable Object value) {
        boolean nothing = value == null || (value instanceof Map<?, ?> empty && empty.isEmpty());
        if (nothing || value == map.get(name)) {
            return map;
        }
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /** One tree of properties or traits, and what was changed in it. */
    private static final class Changes {

        private final @Nullable String region;
        private final Coding coding;
        private final Map<String, Object> originals = new LinkedHashMap<>();

        Changes(@Nullable String region, Coding coding) {
            this.region = region;
            this.coding = coding;
        }

        Map<String, Object> in(Map<String, Object> content) {
            Map<String, Object> changed = flat(content, originals);
            if (!(content.get(Amounts.PRODUCTS) instanceof List<?> products)) {
                return changed;
            }
            List<Object> alike = new ArrayList<>(products.size());
            Map<String, Object> originalProducts = new LinkedHashMap<>();
            for (Object product : products) {
                Map<String, Object> before = new LinkedHashMap<>();
                alike.add(product instanceof Map<?, ?> ? flat(object(product), before) : product);
                if (!before.isEmpty()) {
                    originalProducts.put(Integer.toString(alike.size() - 1), before);
                }
            }
            if (originalProducts.isEmpty()) {
                return changed;
            }
            originals.put(Amounts.PRODUCTS, originalProducts);
            return with(changed, Amounts.PRODUCTS, alike);
        }

        private Map<String, Object> flat(Map<String, Object> content, Map<String, Object> before) {
            Map<String, Object> changed = content;
            for (Map.Entry<String, Object> entry : content.entrySet()) {
                Object value = entry.getValue();
                Object alike = value instanceof String text ? alike(entry.getKey(), text) : value;
                alike = coding.code(entry.getKey(), alike);
                if (alike != value && !alike.equals(value)) {
                    before.put(entry.getKey(), value);
                    changed = with(changed, entry.getKey(), alike);
                }
            }
            return changed;
        }

        private Object alike(String name, String text) {
            if (PHONES.contains(name)) {
                return Phones.e164(text, region);
            }
            if (EMAILS.contains(name)) {
                return text.contains("@") ? text.strip().toLowerCase(Locale.ROOT) : text;
            }
            if (name.equals("currency")) {
                return Currencies.code(text);
            }
            return AMOUNTS.contains(name) ? Objects.requireNonNullElse(Numbers.read(text), text) : text;
        }
    }
}
