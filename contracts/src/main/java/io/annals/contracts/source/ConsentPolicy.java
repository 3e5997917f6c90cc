package io.annals.contracts.source;

import java.util.List;
import java.util.Map;

/**
 * How consent reaches what a source sends.
 *
 * @param categories for {@link Mode#FROM_EVENT}: the client's consent categories → our purposes
 * @param purposes for {@link Mode#ASSERTED}: what the operator vouches for
 * @param statement for {@link Mode#ASSERTED}: the operator's words, kept as the evidence of every implied grant
 */
public record ConsentPolicy(Mode mode, Map<String, List<String>> categories, List<String> purposes, String statement) {

    public enum Mode {
        /** Only a decision recorded through the consent API counts. */
        REQUIRED,
        /** {@code context.consent.categoryPreferences} of each event counts. */
        FROM_EVENT,
        /** The operator vouches that the site asked. Never overrides a recorded decision. */
        ASSERTED
    }

    public static ConsentPolicy required() {
        return new ConsentPolicy(Mode.REQUIRED, Map.of(), List.of(), "");
    }
}
