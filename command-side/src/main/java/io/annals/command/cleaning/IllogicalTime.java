package io.annals.command.cleaning;

import io.annals.contracts.source.CleaningSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A clock that is wrong is corrected by the intake; what is left is a call that contradicts its own clock, or is too old. */
final class IllogicalTime implements Rule {

    @Override
    public String name() {
        return "illogical-time";
    }

    @Override
    public @Nullable String objection(String source, Candidate call, CleaningSettings settings) {
        Instant told = call.originalAt();
        if (told != null && told.isAfter(call.sentAt().plus(Duration.ofHours(settings.futureHours())))) {
            return "It says to have happened more than " + settings.futureHours() + " hours after it was sent.";
        }
        boolean old = call.at().isBefore(call.receivedAt().minus(Duration.ofDays(settings.pastDays())));
        return old && !call.historical() ? "It is older than " + settings.pastDays() + " days." : null;
    }
}
