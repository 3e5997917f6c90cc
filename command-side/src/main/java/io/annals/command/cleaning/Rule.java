package io.annals.command.cleaning;

import io.annals.contracts.source.CleaningSettings;
import org.jspecify.annotations.Nullable;

/** One reason to leave a call out. */
interface Rule {

    /** Kebab case; what counters, the quarantine and the settings call it. */
    String name();

    /** What speaks against the call, in a sentence for an operator and without its content; {@code null} if nothing. */
    @Nullable
    String objection(String source, Candidate call, CleaningSettings settings);
}
