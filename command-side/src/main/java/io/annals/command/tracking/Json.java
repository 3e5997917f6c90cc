package io.annals.command.tracking;

import io.annals.command.CommandProblem.TooLarge;
import io.annals.command.CommandProblem.Unreadable;
import io.annals.command.cleaning.Normaliser;
import io.annals.command.codebook.Coding;
import io.annals.contracts.source.CleaningSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a body into maps, lists, strings, booleans, whole numbers and decimals. What is wrong with one item of a batch is
 * noted at that item; only what makes the whole text unreadable fails the whole.
 */
final class Json {

    static final int MOST_LEVELS = 200;
    static final int MOST_ITEMS = 2_500;

    /** Beyond these a number is kept as the text it was sent as: nobody can be made to expand {@code 1e999999999}. */
    private static final int MOST_DIGITS = 100;

    private static final int MOST_SCALE = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(Body.MOST_BYTES)
                    .maxStringLength(Body.MOST_BYTES)
                    .maxNameLength(Body.MOST_BYTES)
                    .build())
            .build();

    private final JsonParser parser;
    private boolean tooDeep;

    private Json(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * One element of a batch, or the whole body of a single call.
     *
     * @param fields absent when the element is no object
     */
    record Item(@Nullable Map<String, Object> fields, long bytes, boolean tooDeep) {

        /** In one way of writing; its size stays what was sent. */
        Item normalised(CleaningSettings settings, Coding coding) {
            return fields == null || !fits() ? this : new Item(Normaliser.of(fields, settings, coding), bytes, tooDeep);
        }

        boolean fits() {
            return bytes <= CallReader.MOST_ITEM_BYTES && !tooDeep;
        }
    }

    /**
     * @param fields of the body's object, without {@code batch}
     * @param batch absent when there was no array of that name
     */
    record Document(Map<String, Object> fields, @Nullable List<Item> batch, Item whole) {}

    static Document read(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            return new Json(parser).document(body.length);
        } catch (JacksonException e) {
            throw new Unreadable("json-invalid", "The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private Document document(long bytes) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Unreadable("json-invalid", "The body must be a JSON object.");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        List<Item> batch = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            JsonToken token = parser.nextToken();
            if (name.equals("batch") && token == JsonToken.START_ARRAY) {
                batch = batch();
                continue;
            }
            put(fields, name, value(token, 1));
        }
        if (parser.nextToken() != null) {
            throw new Unreadable("json-invalid", "Something follows the JSON object.");
        }
        return new Document(fields, batch, new Item(fields, bytes, tooDeep));
    }

    private List<Item> batch() {
        boolean outside = tooDeep;
        List<Item> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (items.size() == MOST_ITEMS) {
                throw new TooLarge("batch-too-long", "A batch may hold " + MOST_ITEMS + " items.");
            }
            tooDeep = false;
            long start = parser.currentTokenLocation().getByteOffset();
            @SuppressWarnings("unchecked")
            Map<String, Object> fields = value(token, 1) instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
            items.add(new Item(fields, parser.currentLocation().getByteOffset() - start, tooDeep));
        }
        tooDeep = outside;
        return items;
    }

    private @Nullable Object value(@Nullable JsonToken token, int level) {
        if (token == null) {
            throw new Unreadable("json-invalid", "The body ends too early.");
        }
        return switch (token) {
            case START_OBJECT -> level > MOST_LEVELS ? skip() : object(level);
            case START_ARRAY -> level > MOST_LEVELS ? skip() : array(level);
            case VALUE_STRING -> whole(parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private @Nullable Object skip() {
        tooDeep = true;
        parser.skipChildren();
        return null;
    }

    private Map<String, Object> object(int level) {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return Map.of();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        do {
            String name = whole(parser.currentName());
            put(object, name, value(parser.nextToken(), level + 1));
        } while (parser.nextToken() != JsonToken.END_OBJECT);
        return object;
    }

    private List<Object> array(int level) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<Object> array = new ArrayList<>();
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            add(array, value(token, level + 1));
        }
        return array;
    }

    /** JSON's null is a value: a trait of null is taken away. */
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> object, String name, @Nullable Object value) {
        object.put(name, value);
    }

    @SuppressWarnings("NullAway")
    private static void add(List<Object> array, @Nullable Object value) {
        array.add(value);
    }

    private Object integer() {
        int digits = parser.getStringLength();
        if (digits <= 18) {
            return parser.getLongValue();
        }
        String text = parser.getString();
        return digits <= MOST_DIGITS ? new BigInteger(text) : text;
    }

    private Object decimal() {
        String text = parser.getString();
        if (text.length() > MOST_DIGITS) {
            return text;
        }
        try {
            BigDecimal decimal = new BigDecimal(text);
            return Math.abs((long) decimal.scale()) > MOST_SCALE ? text : decimal;
        } catch (NumberFormatException e) {
            return text; // an exponent beyond 32 bits
        }
    }

    /** Scripts cut emoji in half; half a character cannot be stored, the mark for a lost one can. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text, i);
            }
        }
        return text;
    }

    private static String repaired(String text, int from) {
        StringBuilder repaired = new StringBuilder(text);
        for (int i = from; i < repaired.length(); i++) {
            char c = repaired.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < repaired.length()
                    && Character.isLowSurrogate(repaired.charAt(i + 1))) {
                i++;
                continue;
            }
            if (Character.isSurrogate(c)) {
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired.toString();
    }
}
