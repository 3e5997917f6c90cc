package io.annals.command.tracking;

import io.annals.command.CommandProblem.Unreadable;
import io.annals.command.Commands;
import io.annals.command.tracking.Outcomes.Outcome;
import io.annals.command.tracking.Quarantine.Held;
import io.annals.contracts.customer.Masks;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class QuarantineApi {

    private static final int MOST_AT_ONCE = 100;

    private final Quarantine quarantine;
    private final QuarantineDesk desk;
    private final EventLog eventLog;

    QuarantineApi(Quarantine quarantine, QuarantineDesk desk, EventLog eventLog) {
        this.quarantine = quarantine;
        this.desk = desk;
        this.eventLog = eventLog;
    }

    /** @param item as it was sent, personal values masked */
    record QuarantinedItem(
            long id,
            String sourceId,
            String kind,
            String reason,
            String detail,
            Instant at,
            Map<String, @Nullable Object> item) {

        private static QuarantinedItem of(Held held) {
            return new QuarantinedItem(
                    held.id(),
                    held.sourceId(),
                    held.kind(),
                    held.reason(),
                    held.content().detail(),
                    held.at(),
                    Masks.all(held.content().item()));
        }
    }

    /** @param next {@code after} of the page that follows; absent on the last */
    record QuarantineView(List<QuarantinedItem> items, @Nullable Long next) {}

    /** @param item what to read instead of what was sent */
    record Release(@Nullable Map<String, Object> item) {}

    /** @param reason why it was refused */
    record Released(Outcomes.Status outcome, @Nullable String reason) {}

    @GetMapping("/api/quarantine")
    @Operation(
            operationId = "findQuarantine",
            summary = "Items that could not be read, the newest first; forgotten after 30 days")
    QuarantineView find(
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST_AT_ONCE) {
            throw new Unreadable("parameter-invalid", "limit must be from 1 to " + MOST_AT_ONCE);
        }
        long before = after == null ? Long.MAX_VALUE : after;
        List<Held> held = Commands.asking(() -> quarantine.find(source, reason, before, limit + 1));
        List<QuarantinedItem> items =
                held.stream().limit(limit).map(QuarantinedItem::of).toList();
        return new QuarantineView(
                items, held.size() > limit ? items.get(limit - 1).id() : null);
    }

    @PostMapping("/api/quarantine/{id}/release")
    @Operation(
            operationId = "releaseQuarantined",
            summary = "Run an item through the intake again, as it was sent or mended; 422 when it is still not right")
    ResponseEntity<Released> release(@PathVariable long id, @RequestBody Release body) {
        Outcome outcome = Commands.asking(() -> desk.release(id, body.item()));
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(new Released(outcome.status(), outcome.code()));
    }

    @DeleteMapping("/api/quarantine/{id}")
    @Operation(operationId = "discardQuarantined", summary = "Forget an item")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable long id) {
        Commands.asking(() -> {
            quarantine.discard(id);
            return id;
        });
    }
}
