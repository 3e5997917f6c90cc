package io.annals.command.tracking;

import io.annals.command.CommandProblem.Unreadable;
import io.annals.command.Commands;
import io.annals.command.source.Sources;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@Tag(name = "Sources")
class ArrivalQueryApi {

    private static final int A_YEAR = 366 * 24;

    private final Sources sources;
    private final ArrivalCounts counts;
    private final LiveArrivals live;
    private final Clock clock;

    ArrivalQueryApi(Sources sources, ArrivalCounts counts, LiveArrivals live, Clock clock) {
        this.sources = sources;
        this.counts = counts;
        this.live = live;
        this.clock = clock;
    }

    record RefusalsView(List<ArrivalCounts.Refused> refusals) {}

    /** @param lastSeen when anything last came, kept or not */
    record ActivityView(@Nullable Instant lastSeen, List<ArrivalCounts.Counted> counts) {}

    @GetMapping("/api/refusals")
    @Operation(
            operationId = "findRefusals",
            summary = "What was not kept, and why: counts by source, kind, reason and hour")
    RefusalsView refusals(@RequestParam(defaultValue = "24") int hours) {
        return new RefusalsView(counts.refusedSince(ago(hours)));
    }

    @GetMapping("/api/sources/{id}/activity")
    @Operation(
            operationId = "findSourceActivity",
            summary = "What came from a source and what became of it: counts by kind, outcome, reason and hour")
    ActivityView activity(@PathVariable String id, @RequestParam(defaultValue = "24") int hours) {
        Instant from = ago(hours);
        sources.find(id);
        return Commands.asking(() -> new ActivityView(counts.lastSeen(id), counts.since(id, from)));
    }

    @GetMapping(path = "/api/sources/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "watchSource",
            summary = "The last 50 calls that came to this process from a source and each that comes, as server-sent"
                    + " events \"arrival\"; masked, and of what was not kept only kind and reason")
    @ApiResponse(
            responseCode = "200",
            description = "Arrivals until the reader leaves",
            content = @Content(schema = @Schema(implementation = Arrival.class)))
    SseEmitter live(@PathVariable String id) {
        sources.find(id);
        return live.watch(id);
    }

    private Instant ago(int hours) {
        if (hours < 1 || hours > A_YEAR) {
            throw new Unreadable("parameter-invalid", "hours must be from 1 to " + A_YEAR);
        }
        return clock.instant().minus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.HOURS);
    }
}
