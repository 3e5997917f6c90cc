package io.annals.query.audit;

import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Masks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An event's content as it may be shown: complete, with every personal value masked. */
final class MaskedEvent {

    /** What carries a {@code name} that is nobody's. */
    private static final Set<String> THINGS = Set.of("products", "app", "library", "os", "campaign", "page", "screen");

    private final JsonMapper json = JsonMapper.builder().build();

    @SuppressWarnings("unchecked")
    Map<String, Object> of(Object event) {
        Map<String, Object> tree = json.convertValue(event, Map.class);
        tree.computeIfPresent("identifier", (key, identifier) -> identifier((Map<String, Object>) identifier));
        tree.computeIfPresent("identifiers", (key, identifiers) -> ((List<Map<String, Object>>) identifiers)
                .stream().map(MaskedEvent::identifier).toList());
        tree.computeIfPresent("traits", (key, traits) -> Masks.all((Map<String, Object>) traits));
        tree.computeIfPresent("wording", (key, wording) -> Masks.text(String.valueOf(wording)));
        tree.computeIfPresent("behavior", (key, behavior) -> behavior((Map<String, Object>) behavior));
        return tree;
    }

    private static Object identifier(Map<String, Object> identifier) {
        Identifier known =
                new Identifier(String.valueOf(identifier.get("type")), String.valueOf(identifier.get("value")));
        identifier.put("value", Masks.identifier(known.type(), known.value()));
        return identifier;
    }

    private static Object behavior(Map<String, Object> behavior) {
        for (String part : List.of("properties", "context")) {
            if (behavior.get(part) instanceof Map<?, ?> tree) {
                behavior.put(part, masked(tree, tree.containsKey("product_id")));
            }
        }
        return behavior;
    }

    /** @param thing whether the tree describes a thing, whose name is not a person's */
    private static Map<String, @Nullable Object> masked(Map<?, ?> tree, boolean thing) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            String name = String.valueOf(key);
            masked.put(name, thing && name.equals("name") ? value : masked(name, value));
        });
        return masked;
    }

    private static @Nullable Object masked(String name, @Nullable Object value) {
        boolean thing = THINGS.contains(name);
        if (thing && value instanceof Map<?, ?> map) {
            return masked(map, true);
        }
        if (thing && value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(
                    item -> items.add(item instanceof Map<?, ?> map ? masked(map, true) : Masks.value(name, item)));
            return items;
        }
        return Masks.value(name, value);
    }
}
