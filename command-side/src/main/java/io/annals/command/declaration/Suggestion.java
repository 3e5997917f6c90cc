package io.annals.command.declaration;

import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.contracts.customer.PersonalTraits;
import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.Declaration.Field;
import io.annals.contracts.source.Declaration.Mode;
import io.annals.contracts.source.Declaration.Part;
import io.annals.contracts.source.Declaration.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A declaration of what a source said lately, as far as it was allowed and kept. */
final class Suggestion {

    private static final int MOST_FIELDS = 1_000;
    private static final int MOST_LEVELS = 3;
    /** What the intake itself puts or obeys there. */
    private static final Set<String> OURS = Set.of("original", "consent", "historical", "test", "library", "traits");

    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\d_$ -]{0,60}");

    private final String source;
    private final Set<String> events = new TreeSet<>();
    private final Map<Place, ValueType> types = new HashMap<>();

    private record Place(Part part, @Nullable String event, String name) {}

    Suggestion(String source) {
        this.source = source;
    }

    /** Whether it was this source's. */
    boolean learn(@Nullable Object event) {
        if (event instanceof TraitsChanged changed && changed.source().equals(source)) {
            walk(Part.TRAITS, null, "", changed.traits());
            return true;
        }
        if (!(event instanceof BehaviorRecorded recorded)
                || !recorded.behavior().source().equals(source)) {
            return false;
        }
        Behavior behavior = recorded.behavior();
        Part part = Part.valueOf(behavior.kind().toUpperCase(Locale.ROOT));
        String name = part == Part.TRACK ? behavior.name() : null;
        if (name != null) {
            events.add(name);
        }
        walk(part, name, "", behavior.properties());
        walk(Part.CONTEXT, null, "", behavior.context());
        if (behavior.context().get("traits") instanceof Map<?, ?> traits) {
            walk(Part.TRAITS, null, "", traits);
        }
        return true;
    }

    Declaration made() {
        List<Field> fields = new ArrayList<>();
        types.forEach((place, type) -> fields.add(new Field(
                place.part(),
                place.event(),
                place.name(),
                type,
                PersonalTraits.contains(place.name().substring(place.name().lastIndexOf('.') + 1)))));
        fields.sort(Comparator.comparing(Field::part)
                .thenComparing(field -> String.valueOf(field.event()))
                .thenComparing(Field::name));
        return new Declaration(
                Mode.DROP_FIELDS,
                List.copyOf(events),
                fields.stream().limit(MOST_FIELDS).toList());
    }

    private void walk(Part part, @Nullable String event, String way, Map<?, ?> said) {
        said.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean ours = way.isEmpty() && OURS.contains(name);
            if (ours || value == null || !NAME.matcher(name).matches()) {
                return;
            }
            String path = way + name;
            if (!enter(part, event, path, value)) {
                types.merge(
                        new Place(part, event, path), type(value), (one, other) -> one == other ? one : ValueType.ANY);
            }
        });
    }

    /** Into an object, or the objects of a list. */
    private boolean enter(Part part, @Nullable String event, String path, Object value) {
        if (path.chars().filter(character -> character == '.').count() >= MOST_LEVELS - 1) {
            return false;
        }
        List<?> elements = value instanceof List<?> list ? list : List.of(value);
        boolean objects = !elements.isEmpty()
                && elements.stream().allMatch(element -> element instanceof Map<?, ?> map && !map.isEmpty());
        if (objects) {
            elements.forEach(element -> walk(part, event, path + ".", (Map<?, ?>) element));
        }
        return objects;
    }

    private static ValueType type(Object value) {
        if (value instanceof String) {
            return ValueType.TEXT;
        }
        if (value instanceof Number) {
            return ValueType.NUMBER;
        }
        if (value instanceof Boolean) {
            return ValueType.BOOLEAN;
        }
        return value instanceof List ? ValueType.LIST : ValueType.OBJECT;
    }
}
