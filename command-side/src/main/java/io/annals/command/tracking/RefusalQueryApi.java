package io.annals.command.tracking;

import io.annals.command.CommandProblem.Unreadable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class RefusalQueryApi {

    private static final int A_YEAR = 366 * 24;

    private final Refusals refusals;
    private final Clock clock;

    RefusalQueryApi(Refusals refusals, Clock clock) {
        this.refusals = refusals;
        this.clock = clock;
    }

    record RefusalsView(List<Refusals.Refused> refusals) {}

    @GetMapping("/api/refusals")
    @Operation(
            operationId = "findRefusals",
            summary = "What was not kept, and why: counts by source, kind, reason and hour")
    RefusalsView refusals(@RequestParam(defaultValue = "24") int hours) {
        if (hours < 1 || hours > A_YEAR) {
            throw new Unreadable("parameter-invalid", "hours must be from 1 to " + A_YEAR);
        }
        return new RefusalsView(
                refusals.since(clock.instant().minus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.HOURS)));
    }
}
