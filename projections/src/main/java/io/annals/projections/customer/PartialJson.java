package io.annals.projections.customer;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** A partial as bytes and back, to the last digit of its amounts. */
final class PartialJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            // Off by default since Jackson 3; without it every collection would come back empty.
            .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A later release may add a field; an earlier one that shares the store must still read the rest.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PartialJson() {}

    static byte[] write(CustomerPartial partial) {
        return JSON.writeValueAsBytes(partial);
    }

    static CustomerPartial read(byte[] bytes) {
        return JSON.readValue(bytes, CustomerPartial.class);
    }

    static JsonNode tree(byte[] bytes) {
        return JSON.readTree(bytes);
    }
}
