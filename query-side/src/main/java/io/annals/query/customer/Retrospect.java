package io.annals.query.customer;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.CustomerView.Unreadable;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.eventstore.Undecodable;
import io.annals.projections.EngineDown;
import io.annals.projections.customer.Checkpoints;
import io.annals.projections.customer.Checkpoints.Block;
import io.annals.projections.customer.Checkpoints.Blocks;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.Family;
import io.annals.query.QueryProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer as they were, or as they were known, at an instant: the same fold as the live view's, over fewer events. The
 * merges of that time decide who belonged together. Checkpoints make it quick, and are made here, by the first question
 * about a stream; without them it is the whole stream that is read.
 */
final class Retrospect {

    private static final int PAGE = 2_000;
    private static final int SHOWN = 100;

    private final EventLog log;
    private final Checkpoints checkpoints;

    Retrospect(EventLog log, Checkpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /**
     * @param family without partials when nothing was known yet
     * @param unreadable {@code null} when every event could be read
     */
    record Past(Family family, @Nullable Unreadable unreadable) {}

    /**
     * @param asOf only what had happened by then; {@code null} for everything
     * @param knownAt only what had been stored by then; {@code null} for everything
     * @return {@code null} when there is no such stream at all, or none any more
     */
    @Nullable
    Past find(String stream, @Nullable Instant asOf, @Nullable Instant knownAt) {
        if (QueryProblem.erased(log, stream)) {
            return null;
        }
        Map<String, Fold> folds = new HashMap<>();
        Family family = Family.of(stream, id -> {
            Fold fold = fold(id, asOf, knownAt);
            folds.put(id, fold);
            return fold.partial;
        });
        if (folds.values().stream().noneMatch(fold -> fold.partial.stream().equals(stream) && fold.exists)) {
            return null;
        }
        long[] lost = folds.values().stream()
                .flatMap(fold -> fold.unreadable.stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        List<Long> first = Arrays.stream(lost).limit(SHOWN).boxed().toList();
        return new Past(family, lost.length == 0 ? null : new Unreadable(lost.length, first));
    }

    private Fold fold(String stream, @Nullable Instant asOf, @Nullable Instant knownAt) {
        try {
            return fold(stream, asOf, knownAt, upToDate(stream));
        } catch (EngineDown slower) {
            return fold(stream, asOf, knownAt, Blocks.NONE);
        }
    }

    private Fold fold(String stream, @Nullable Instant asOf, @Nullable Instant knownAt, Blocks blocks) {
        Fold fold = begin(stream, asOf, knownAt, blocks);
        long covered = fold.partial.sequence();
        for (Block block : blocks.all()) {
            if (block.last() > covered && !block.liesBehind(asOf, knownAt)) {
                fold.addAll(log.readStream(stream, block.after(), Checkpoints.BLOCK), asOf, knownAt);
            }
        }
        long sequence = blocks.end();
        while (true) {
            List<LoggedEvent> page = log.readStream(stream, sequence, PAGE);
            fold.addAll(page, asOf, knownAt);
            if (page.size() < PAGE) {
                return fold;
            }
            sequence = page.get(page.size() - 1).sequence();
        }
    }

    /** From the furthest fold with nothing in it that is later than what is asked for. */
    private Fold begin(String stream, @Nullable Instant asOf, @Nullable Instant knownAt, Blocks blocks) {
        CustomerPartial kept = blocks.all().stream()
                .takeWhile(block -> block.liesBefore(asOf, knownAt))
                .filter(Block::folded)
                .reduce((earlier, later) -> later)
                .map(block -> checkpoints.fold(stream, block))
                .orElse(null);
        Fold fold = new Fold(kept == null ? CustomerPartial.of(stream) : kept);
        fold.exists = !blocks.all().isEmpty();
        return fold;
    }

    /** The blocks of a stream, with those that are full by now; those behind an event nobody can read are never made. */
    private Blocks upToDate(String stream) {
        Blocks known = checkpoints.blocks(stream);
        if (!known.all().isEmpty() && !endsWith(stream, known)) {
            known = Blocks.NONE;
        }
        Blocks blocks = known;
        List<LoggedEvent> page = log.readStream(stream, blocks.end(), Checkpoints.BLOCK);
        if (!full(page)) {
            return blocks;
        }
        Fold fold = begin(stream, null, null, blocks);
        do {
            page = log.readStream(stream, fold.partial.sequence(), Checkpoints.BLOCK);
            if (full(page)) {
                fold.addAll(page, null, null);
                if (fold.partial.sequence() > blocks.end()) {
                    blocks = checkpoints.add(blocks, page, fold.partial);
                }
            }
        } while (full(page));
        checkpoints.list(stream, blocks);
        return blocks;
    }

    private boolean endsWith(String stream, Blocks blocks) {
        return log.readStream(stream, blocks.end() - 1, 1).stream()
                .allMatch(event -> event.id().equals(blocks.lastEvent()));
    }

    private static boolean full(List<LoggedEvent> page) {
        return page.size() == Checkpoints.BLOCK
                && page.stream().allMatch(event -> event.payload() instanceof CustomerEvent);
    }

    private static final class Fold {
        private final CustomerPartial partial;
        private final List<Long> unreadable = new ArrayList<>();
        private boolean exists;

        Fold(CustomerPartial partial) {
            this.partial = partial;
        }

        void addAll(List<LoggedEvent> events, @Nullable Instant asOf, @Nullable Instant knownAt) {
            exists |= !events.isEmpty();
            events.stream()
                    .filter(event -> knownAt == null || !event.recordedAt().isAfter(knownAt))
                    .forEach(event -> add(event, asOf));
        }

        private void add(LoggedEvent event, @Nullable Instant asOf) {
            Object payload = event.payload();
            if (payload == null || payload instanceof Undecodable) {
                unreadable.add(event.position());
                return;
            }
            if (payload instanceof CustomerEvent said
                    && (asOf == null || !CustomerPartial.eventTime(said).isAfter(asOf))) {
                partial.apply(said, event.sequence(), event.position());
            }
        }
    }
}
