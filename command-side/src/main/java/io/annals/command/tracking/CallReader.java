package io.annals.command.tracking;

import io.annals.command.cleaning.Candidate;
import io.annals.command.identity.Naming;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.customer.CustomerCommand.TraitChange;
import io.annals.contracts.customer.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what one request says into clean calls; one object per request. */
final class CallReader {

    static final int MOST_ITEM_BYTES = 32 * 1024;
    private static final int MOST_MESSAGE_ID = 100;
    private static final int MOST_IDENTIFIER = 512;
    private static final int MOST_EXTERNAL_IDS = 20;
    private static final Pattern IDENTIFIER_TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,39}");

    /** RudderStack's words for ours. */
    private static final Map<String, String> MERGE_TYPES =
            Map.of("mobile", Identifier.PHONE, "userId", Identifier.USER_ID, "anonymousId", Identifier.ANONYMOUS_ID);

    private final String source;
    private final Map<String, Object> batchContext;
    private final @Nullable Object batchSentAt;
    private final String remoteAddress;
    private final Naming naming;
    private final Instant receivedAt;

    CallReader(
            String source,
            @Nullable Object batchContext,
            @Nullable Object batchSentAt,
            String remoteAddress,
            Naming naming,
            Instant receivedAt) {
        this.source = source;
        this.batchContext = batchContext instanceof Map<?, ?> map ? asObject(map) : Map.of();
        this.batchSentAt = batchSentAt;
        this.remoteAddress = remoteAddress;
        this.naming = naming;
        this.receivedAt = receivedAt;
    }

    /** @param path the call the path named; absent in a batch, where each item names its own */
    Call read(int index, Json.Item item, @Nullable String path) throws Rejected {
        Map<String, Object> fields = item.fields();
        if (fields == null) {
            throw new Rejected("item-invalid", "An item must be a JSON object.");
        }
        if (item.bytes() > MOST_ITEM_BYTES) {
            throw new Rejected("item-too-large", "An item may hold 32 KB.");
        }
        if (item.tooDeep()) {
            throw new Rejected("item-too-deep", "An item may nest " + Json.MOST_LEVELS + " levels.");
        }
        String kind = path == null ? String.valueOf(fields.get("type")) : path;
        String given = text(fields, "messageId", MOST_MESSAGE_ID, "message-id-invalid");
        String messageId = given == null ? UUID.randomUUID().toString() : given;
        Times times = Times.of(fields, batchSentAt, receivedAt);
        Map<String, Object> context = context(fields);

        TraitChange traits = null;
        Behavior behavior = null;
        List<Identifier> identifiers = new ArrayList<>(2);
        switch (kind) {
            case "identify" -> {
                Map<String, Object> stated = stated(fields, context);
                traits = new TraitChange(stated, object(fields, "traitsUnlessKnown"), messageId, times.at());
                addNames(identifiers, fields);
                addContacts(identifiers, stated);
            }
            case "track" -> {
                behavior = behavior(kind, required(fields, "event"), "properties", fields, context, messageId, times);
                addNames(identifiers, fields);
            }
            case "page", "screen" -> {
                behavior = behavior(kind, nameOf(fields), "properties", fields, context, messageId, times);
                addNames(identifiers, fields);
            }
            case "group" -> {
                behavior = behavior(kind, required(fields, "groupId"), "traits", fields, context, messageId, times);
                addNames(identifiers, fields);
            }
            case "alias" -> {
                addName(identifiers, Identifier.ANONYMOUS_ID, required(fields, "previousId"));
                addNames(identifiers, fields);
            }
            case "merge" -> addMerged(identifiers, fields);
            default ->
                throw new Rejected(
                        "type-unknown", "The type of a call is one of " + String.join(", ", Paths.CALLS) + ".");
        }
        addExternal(identifiers, context);
        if (identifiers.isEmpty()) {
            throw new Rejected("identity-blocked", "The identifiers sent stand for nobody.");
        }
        if (identifiers.size() > 1) {
            identifiers.sort(naming.strongestFirst());
        }
        Candidate candidate = new Candidate(
                kind,
                behavior == null ? "" : behavior.name(),
                identifiers,
                behavior == null ? traits == null ? Map.of() : traits.traits() : behavior.properties(),
                context,
                times.at(),
                times.originalAt(),
                times.sentAt() == null ? receivedAt : times.sentAt(),
                receivedAt,
                null);
        return new Call(
                index,
                kind,
                messageId,
                given == null,
                identifiers,
                traits,
                behavior,
                consents(context),
                times.at(),
                candidate);
    }

    private Behavior behavior(
            String kind,
            String name,
            String field,
            Map<String, Object> fields,
            Map<String, Object> context,
            String messageId,
            Times times)
            throws Rejected {
        Map<String, Object> properties = object(fields, field);
        Object category = fields.get("category");
        if (category instanceof String && !properties.containsKey("category")) {
            properties = with(properties, "category", category);
        }
        return new Behavior(
                messageId,
                source,
                kind,
                name,
                properties,
                context,
                times.at(),
                times.originalAt(),
                times.sentAt(),
                receivedAt);
    }

    /** What an item says of its context wins over what its batch says. */
    private Map<String, Object> context(Map<String, Object> fields) throws Rejected {
        Map<String, Object> own = object(fields, "context");
        Map<String, Object> context = own;
        if (!batchContext.isEmpty()) {
            context = new LinkedHashMap<>(batchContext);
            context.putAll(own);
        }
        return Boolean.TRUE.equals(context.get("direct")) ? with(context, "ip", remoteAddress) : context;
    }

    private static Map<String, Object> stated(Map<String, Object> fields, Map<String, Object> context) throws Rejected {
        Map<String, Object> traits = object(fields, "traits");
        return traits.isEmpty() ? object(context, "traits") : traits;
    }

    private void addNames(List<Identifier> identifiers, Map<String, Object> fields) throws Rejected {
        String userId = text(fields, "userId", MOST_IDENTIFIER, "user-id-invalid");
        String anonymousId = text(fields, "anonymousId", MOST_IDENTIFIER, "anonymous-id-invalid");
        if (userId == null && anonymousId == null) {
            throw new Rejected("identity-missing", "userId or anonymousId is required.");
        }
        addName(identifiers, Identifier.USER_ID, userId);
        addName(identifiers, Identifier.ANONYMOUS_ID, anonymousId);
    }

    /** RudderStack's {@code mergeProperties: [{type, value}, {type, value}]}: two names of one person. */
    private void addMerged(List<Identifier> identifiers, Map<String, Object> fields) throws Rejected {
        if (!(fields.get("mergeProperties") instanceof List<?> names) || names.size() != 2) {
            throw new Rejected("field-missing", "mergeProperties needs two names.");
        }
        for (Object entry : names) {
            if (!(entry instanceof Map<?, ?> name)
                    || !(name.get("type") instanceof String type)
                    || !(name.get("value") instanceof String value)
                    || value.length() > MOST_IDENTIFIER) {
                throw new Rejected("field-invalid", "A name in mergeProperties has a type and a value.");
            }
            String ours = MERGE_TYPES.getOrDefault(type, type);
            if (!IDENTIFIER_TYPE.matcher(ours).matches()) {
                throw new Rejected("field-invalid", "The type of a name is small letters, digits, dots and dashes.");
            }
            addName(identifiers, ours, value);
        }
    }

    private void addContacts(List<Identifier> identifiers, Map<String, Object> traits) {
        if (traits.get("email") instanceof String email && email.length() <= MOST_IDENTIFIER && email.contains("@")) {
            addName(identifiers, Identifier.EMAIL, email);
        }
        if (traits.get("phone") instanceof String phone && phone.length() <= MOST_IDENTIFIER) {
            addName(identifiers, Identifier.PHONE, phone);
        }
    }

    /** {@code context.externalIds[{id, type, collection, encoding}]}; what does not fit is no identifier and no fault. */
    private void addExternal(List<Identifier> identifiers, Map<String, Object> context) {
        if (!(context.get("externalIds") instanceof List<?> list)) {
            return;
        }
        list.stream().limit(MOST_EXTERNAL_IDS).forEach(entry -> {
            if (entry instanceof Map<?, ?> external
                    && external.get("id") instanceof String id
                    && external.get("type") instanceof String type
                    && id.length() <= MOST_IDENTIFIER
                    && IDENTIFIER_TYPE.matcher(type).matches()
                    && (external.get("collection") == null || "users".equals(external.get("collection")))) {
                addName(identifiers, type, id);
            }
        });
    }

    private void addName(List<Identifier> identifiers, String type, @Nullable String value) {
        if (value == null) {
            return;
        }
        Identifier identifier = new Identifier(type, value);
        boolean another = type.equals(Identifier.USER_ID)
                && identifiers.stream().anyMatch(name -> name.type().equals(Identifier.USER_ID));
        if (!another && !naming.blocks(identifier) && !identifiers.contains(identifier)) {
            identifiers.add(identifier);
        }
    }

    private static Map<String, Boolean> consents(Map<String, Object> context) {
        if (!(context.get("consent") instanceof Map<?, ?> consent)
                || !(consent.get("categoryPreferences") instanceof Map<?, ?> categories)) {
            return Map.of();
        }
        Map<String, Boolean> states = new HashMap<>();
        categories.forEach((category, state) -> {
            if (state instanceof Boolean allowed) {
                states.put(String.valueOf(category), allowed);
            }
        });
        return states;
    }

    /** Jitsu puts the name among the properties. */
    private static String nameOf(Map<String, Object> fields) throws Rejected {
        Object own = fields.get("name");
        return (own == null ? object(fields, "properties").get("name") : own) instanceof String name ? name : "";
    }

    private static String required(Map<String, Object> fields, String field) throws Rejected {
        String value = text(fields, field, MOST_ITEM_BYTES, "field-missing");
        if (value == null || value.isBlank()) {
            throw new Rejected("field-missing", field + " is required.");
        }
        return value;
    }

    /** Clients send ids as numbers too. */
    private static @Nullable String text(Map<String, Object> fields, String field, int most, String code)
            throws Rejected {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String || value instanceof Number)) {
            throw new Rejected(code, field + " must be text.");
        }
        String text = value.toString();
        if (text.length() > most) {
            throw new Rejected(code, field + " may hold " + most + " characters.");
        }
        return text.isEmpty() ? null : text;
    }

    private static Map<String, Object> object(Map<String, Object> fields, String field) throws Rejected {
        Object value = fields.get(field);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return asObject(map);
        }
        throw new Rejected("field-invalid", field + " must be an object.");
    }

    @SuppressWarnings("unchecked") // the JSON reader makes no maps but these
    private static Map<String, Object> asObject(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
