package io.annals.projections.customer;

import io.annals.projections.customer.CustomerSearch.Order;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page of customers ended: the sort values of its last line. Pages follow the index as it is: a customer who
 * does something between two pages may move from one to the other.
 */
public final class Cursor {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Order order;
    private final JsonNode key;
    private final String customerId;

    private Cursor(Order order, JsonNode key, String customerId) {
        this.order = order;
        this.key = key;
        this.customerId = customerId;
    }

    static Cursor behind(Order order, JsonNode hit) {
        return new Cursor(
                order, hit.path("sort").path(0), hit.path("sort").path(1).asString());
    }

    /** @throws IllegalArgumentException when this is no cursor, or one of another order */
    public static Cursor parse(String text, Order order) {
        try {
            JsonNode parts = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            JsonNode key = parts.path(1);
            if (parts.path(0).asString("").equals(order.name())
                    && (key.isNumber() || key.isNull())
                    && parts.path(2).isString()) {
                return new Cursor(order, key, parts.path(2).asString());
            }
        } catch (JacksonException noJson) {
            throw new IllegalArgumentException(noJson);
        }
        throw new IllegalArgumentException("a cursor of another order");
    }

    List<Object> searchAfter() {
        return List.of(key, customerId);
    }

    /** What callers send back, and should not look into. */
    @Override
    public String toString() {
        byte[] parts = JSON.writeValueAsBytes(List.of(order.name(), key, customerId));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts);
    }
}
