package io.annals.command.source;

import io.annals.contracts.source.ConsentPolicy;
import tools.jackson.databind.json.JsonMapper;

/** A consent policy as it stands in the source table. */
final class PolicyText {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PolicyText() {}

    static String write(ConsentPolicy policy) {
        return JSON.writeValueAsString(policy);
    }

    static ConsentPolicy read(String text) {
        return JSON.readValue(text, ConsentPolicy.class);
    }
}
