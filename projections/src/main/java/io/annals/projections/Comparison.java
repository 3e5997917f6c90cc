package io.annals.projections;

import io.annals.contracts.view.Replay.Difference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Two generations of a view that stand at one position, document by document, in both directions. */
final class Comparison {

    static final int SHOWN = 20;

    /** Inside of these a number says what went wrong, and nothing about a person. */
    private static final Set<String> TELLING = Set.of("amount", "count");

    private final byte[] salt = new byte[16];
    private final BooleanSupplier cancelled;
    private final LongConsumer progress;
    private final List<Difference> differences = new ArrayList<>();
    private long compared;
    private long different;

    Comparison(BooleanSupplier cancelled, LongConsumer progress) {
        new SecureRandom().nextBytes(salt);
        this.cancelled = cancelled;
        this.progress = progress;
    }

    /** @param count of all differences; the list holds the first of them */
    record Outcome(long compared, long count, List<Difference> differences) {}

    Outcome of(Generation live, Generation rebuilt) {
        live.settle();
        rebuilt.settle();
        live.scan(page -> {
            Map<String, JsonNode> counterparts = rebuilt.fetch(page.keySet());
            page.forEach((id, document) -> compare(id, document, counterparts.get(id)));
            advance(page.size());
        });
        rebuilt.scan(page -> {
            Map<String, JsonNode> counterparts = live.fetch(page.keySet());
            page.forEach((id, document) -> {
                if (!counterparts.containsKey(id)) {
                    compare(id, null, document);
                }
            });
            advance(0);
        });
        return new Outcome(compared, different, List.copyOf(differences));
    }

    private void advance(int documents) {
        compared += documents;
        progress.accept(compared);
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    private void compare(String id, @Nullable JsonNode live, @Nullable JsonNode rebuilt) {
        if (live != null && live.equals(rebuilt)) {
            return;
        }
        different++;
        if (differences.size() == SHOWN) {
            return;
        }
        if (live == null || rebuilt == null) {
            differences.add(new Difference(id, live == null ? null : Map.of(), rebuilt == null ? null : Map.of()));
            return;
        }
        Map<String, String> liveFields = new TreeMap<>();
        Map<String, String> rebuiltFields = new TreeMap<>();
        Set<String> names = new TreeSet<>(live.propertyNames());
        names.addAll(rebuilt.propertyNames());
        for (String name : names) {
            JsonNode one = live.path(name);
            JsonNode other = rebuilt.path(name);
            if (!one.equals(other)) {
                show(name, one, other, liveFields);
                show(name, other, one, rebuiltFields);
            }
        }
        differences.add(new Difference(id, liveFields, rebuiltFields));
    }

    private void show(String name, JsonNode value, JsonNode other, Map<String, String> fields) {
        if (value.isMissingNode()) {
            return;
        }
        if (value.isNumber() || value.isBoolean()) {
            fields.put(name, value.asString());
            return;
        }
        for (String inner : TELLING) {
            if (value.path(inner).isNumber() && !value.path(inner).equals(other.path(inner))) {
                fields.put(name + "." + inner, value.path(inner).asString());
            }
        }
        fields.put(name, "#" + digest(value.toString()));
    }

    private String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 4);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
