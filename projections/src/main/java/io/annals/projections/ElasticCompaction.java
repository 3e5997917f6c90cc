package io.annals.projections;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Makes Elasticsearch let go of deleted documents. It keeps them for a copy of the shard that may want to catch up, and
 * moves the mark from which it keeps them ({@code retaining_seq_no}) every thirty seconds only: a merge before that
 * would carry the deleted along.
 */
public final class ElasticCompaction {

    private static final Duration MARK_MOVES_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final Elastic elastic;

    public ElasticCompaction(Elastic elastic) {
        this.elastic = elastic;
    }

    /** @return the shards of these views' indices that still keep what was deleted, and have to be looked after */
    public List<String> run(List<String> views) {
        String indices =
                "/" + views.stream().map(view -> elastic.index(view) + "-*").collect(Collectors.joining(","));
        elastic.send(
                "PUT",
                indices + "/_settings?allow_no_indices=true", // a view may live elsewhere, or nowhere yet
                Map.of(
                        "index.merge.policy.expunge_deletes_allowed",
                        0,
                        "index.soft_deletes.retention_lease.period",
                        "0ms"));
        List<String> keeping = awaitMarks(indices, written(indices));
        flush(indices);
        elastic.send("POST", indices + "/_refresh", null);
        elastic.sendPatiently("POST", indices + "/_forcemerge?only_expunge_deletes=true");
        flush(indices);
        return keeping;
    }

    private List<String> awaitMarks(String indices, Map<String, Long> written) {
        long deadline = System.nanoTime() + MARK_MOVES_WITHIN.toNanos();
        while (true) {
            List<String> keeping = keeping(indices, written);
            if (keeping.isEmpty() || System.nanoTime() > deadline) {
                return keeping;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private Map<String, Long> written(String indices) {
        Map<String, Long> written = new HashMap<>();
        shards(
                indices,
                (shard, copy) ->
                        written.merge(shard, copy.at("/seq_no/max_seq_no").asLong(), Math::max));
        return written;
    }

    private List<String> keeping(String indices, Map<String, Long> written) {
        Map<String, Long> keptFrom = new HashMap<>();
        shards(indices, (shard, copy) -> copy.at("/retention_leases/leases")
                .forEach(lease ->
                        keptFrom.merge(shard, lease.path("retaining_seq_no").asLong(), Math::min)));
        return written.entrySet().stream()
                .filter(shard -> keptFrom.getOrDefault(shard.getKey(), Long.MAX_VALUE) <= shard.getValue())
                .map(shard -> shard.getKey() + ": keeps what was deleted for a copy of the shard; compact again later")
                .sorted()
                .toList();
    }

    private void shards(String indices, BiConsumer<String, JsonNode> consumer) {
        JsonNode answer = elastic.send(
                "GET",
                indices + "/_stats?level=shards&filter_path=indices.*.shards.*.seq_no,"
                        + "indices.*.shards.*.retention_leases",
                null);
        for (Map.Entry<String, JsonNode> index : answer.path("indices").properties()) {
            for (Map.Entry<String, JsonNode> shard :
                    index.getValue().path("shards").properties()) {
                shard.getValue().forEach(copy -> consumer.accept(index.getKey() + "/" + shard.getKey(), copy));
            }
        }
    }

    private void flush(String indices) {
        elastic.send("POST", indices + "/_flush?force=true&wait_if_ongoing=true", null);
    }
}
