package io.annals.eventstore;

import io.annals.contracts.EventName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which name each stored type has. A name belongs to one type; a type without a name cannot be stored. */
final class EventNames {

    private final Map<String, Class<?>> byName = new LinkedHashMap<>();

    EventNames(Collection<Class<?>> types) {
        types.stream().flatMap(EventNames::concrete).distinct().forEach(this::register);
    }

    /** Every type in registration order. */
    Set<Class<?>> types() {
        return new LinkedHashSet<>(byName.values());
    }

    @Nullable
    Class<?> typeOf(String name) {
        return byName.get(name);
    }

    static EventName nameOf(Class<?> type) {
        EventName name = type.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " has no @EventName and cannot be stored");
        }
        return name;
    }

    private void register(Class<?> type) {
        Class<?> other = byName.put(nameOf(type).value(), type);
        if (other != null) {
            throw new IllegalArgumentException(type.getName() + " and " + other.getName() + " share the name "
                    + nameOf(type).value());
        }
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventNames::concrete)
                : Stream.of(type);
    }
}
