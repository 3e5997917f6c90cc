package io.annals.command.declaration;

import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.Declaration.Field;
import io.annals.contracts.source.Declaration.Mode;
import io.annals.contracts.source.Declaration.Part;
import io.annals.contracts.source.Declaration.ValueType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes out of calls what was not declared, before anything else looks at them. */
public final class Declared {

    /** Who, when and how: what makes a call a call. Whatever else stands beside them is read by nobody. */
    private static final Set<String> ENVELOPE = Set.of(
            "type",
            "event",
            "name",
            "userId",
            "anonymousId",
            "groupId",
            "previousId",
            "mergeProperties",
            "messageId",
            "timestamp",
            "originalTimestamp",
            "sentAt");

    private static final List<String> WHO_AND_WHEN =
            List.of("userId", "anonymousId", "messageId", "timestamp", "originalTimestamp", "sentAt");

    /** What the intake itself obeys. */
    private static final Set<String> OBEYED = Set.of("consent", "historical", "test", "library");

    private final Mode mode;
    private final Set<String> events;
    private final Map<Scope, Fields> scopes = new HashMap<>();

    private record Scope(Part part, @Nullable String event) {}

    private Declared(Declaration declaration) {
        this.mode = declaration.mode();
        this.events = Set.copyOf(declaration.events());
        Map<Scope, Map<String, ValueType>> types = new HashMap<>();
        for (Field field : declaration.fields()) {
            types.computeIfAbsent(new Scope(field.part(), field.event()), scope -> new HashMap<>())
                    .put(field.name(), field.type());
        }
        types.forEach((scope, declared) -> scopes.put(scope, new Fields(declared)));
    }

    /** {@code null} when everything is kept. */
    public static @Nullable Declared of(Declaration declaration) {
        return declaration.mode() == Mode.OFF ? null : new Declared(declaration);
    }

    /** @param path the kind its path named; absent where the call names its own */
    public Left call(Map<String, Object> said, @Nullable String path) {
        String kind = path == null ? String.valueOf(said.get("type")) : path;
        Set<String> undeclared = new TreeSet<>();
        if (kind.equals("track") && !events.contains(String.valueOf(said.get("event")))) {
            return new Left(heard(said), Set.of("event " + said.get("event")), true);
        }
        Map<String, Object> left = new LinkedHashMap<>();
        said.forEach((name, value) -> {
            if (ENVELOPE.contains(name)) {
                left.put(name, value);
            }
        });
        Scope scope = scope(kind, said);
        if (scope.part() == Part.GROUP || scope.part() == Part.TRAITS) {
            keep(left, "traits", fields(scope).of(said.get("traits"), label(scope), undeclared));
        }
        if (scope.part() == Part.TRAITS) {
            keep(left, "traitsUnlessKnown", fields(scope).of(said.get("traitsUnlessKnown"), label(scope), undeclared));
        }
        if (scope.part() != Part.TRAITS) {
            keep(left, "properties", fields(scope).of(said.get("properties"), label(scope), undeclared));
            keepCategory(left, said.get("category"), scope, undeclared);
        }
        keep(left, "context", around(said.get("context"), undeclared));
        boolean refused = refuses(undeclared);
        return new Left(refused ? heard(said) : left, undeclared, refused);
    }

    /** All that is heard of a call that is left out: who it is, and what they said about consent. */
    public static Map<String, Object> heard(Map<String, Object> said) {
        Map<String, Object> heard = new LinkedHashMap<>();
        heard.put("type", "identify");
        for (String name : WHO_AND_WHEN) {
            keep(heard, name, said.get(name));
        }
        Object consent = said.get("context") instanceof Map<?, ?> context ? context.get("consent") : null;
        if (consent != null) {
            heard.put("context", Map.of("consent", consent));
        }
        return heard;
    }

    /** The context of a whole batch. */
    public Left context(@Nullable Object said) {
        Set<String> undeclared = new TreeSet<>();
        Object left = around(said, undeclared);
        return new Left(left instanceof Map<?, ?> map ? Fields.object(map) : Map.of(), undeclared, refuses(undeclared));
    }

    private boolean refuses(Set<String> undeclared) {
        return mode == Mode.REFUSE_CALLS && !undeclared.isEmpty();
    }

    private @Nullable Object around(@Nullable Object said, Set<String> undeclared) {
        if (!(said instanceof Map<?, ?> context)) {
            return said;
        }
        Scope traits = new Scope(Part.TRAITS, null);
        Fields declared = fields(new Scope(Part.CONTEXT, null));
        Map<String, Object> rest = new LinkedHashMap<>();
        Map<String, Object> left = new LinkedHashMap<>();
        Fields.object(context).forEach((name, value) -> {
            if (name.equals("traits")) {
                keep(left, name, fields(traits).of(value, label(traits), undeclared));
                return;
            }
            // Has the address of the client put beside it.
            boolean obeyed = name.equals("direct") ? declared.names("ip") : OBEYED.contains(name);
            (obeyed ? left : rest).put(name, value);
        });
        rest.remove("direct");
        if (declared.of(rest, "context", undeclared) instanceof Map<?, ?> kept) {
            left.putAll(Fields.object(kept));
        }
        return left;
    }

    /** Becomes a property of that name. */
    private void keepCategory(
            Map<String, Object> left, @Nullable Object category, Scope scope, Set<String> undeclared) {
        if (category instanceof String
                && fields(scope).of(Map.of("category", category), label(scope), undeclared) instanceof Map<?, ?> kept) {
            left.putAll(Fields.object(kept));
        }
    }

    private static void keep(Map<String, Object> left, String name, @Nullable Object value) {
        if (value != null) {
            left.put(name, value);
        }
    }

    private static Scope scope(String kind, Map<String, Object> said) {
        return switch (kind) {
            case "track" -> new Scope(Part.TRACK, String.valueOf(said.get("event")));
            case "page" -> new Scope(Part.PAGE, null);
            case "screen" -> new Scope(Part.SCREEN, null);
            case "group" -> new Scope(Part.GROUP, null);
            default -> new Scope(Part.TRAITS, null);
        };
    }

    private Fields fields(Scope scope) {
        return scopes.getOrDefault(scope, Fields.NONE);
    }

    private static String label(Scope scope) {
        return scope.event() == null ? scope.part().name().toLowerCase(Locale.ROOT) : scope.event();
    }
}
