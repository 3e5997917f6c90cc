package io.annals.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Many connections, each sending the next request when the last one was answered. */
final class Load {

    /** Latencies in milliseconds. */
    record Result(double eventsPerSecond, double p50, double p99, double worst, long failures) {
        @Override
        public String toString() {
            return "%,.0f events/s, p50 %.1f ms, p99 %.1f ms, worst %.0f ms, not 200: %d"
                    .formatted(eventsPerSecond, p50, p99, worst, failures);
        }
    }

    private record Share(long[] nanos, int requests, long failures) {}

    private Load() {}

    /**
     * @param pauseNanos how long a connection waits after an answer; 0 for as fast as it goes
     * @param bodies makes the next request's body; called from many threads
     */
    static Result run(
            URI server,
            String path,
            String authorization,
            int connections,
            int eventsARequest,
            double seconds,
            long pauseNanos,
            Supplier<byte[]> bodies)
            throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Share>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> share(server, path, authorization, end, pauseNanos, bodies)));
            }
            List<Share> shares = new ArrayList<>();
            for (Future<Share> share : running) {
                shares.add(share.get());
            }
            return sum(shares, eventsARequest, seconds);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Share share(
            URI server, String path, String authorization, long end, long pauseNanos, Supplier<byte[]> bodies)
            throws IOException, InterruptedException {
        long[] nanos = new long[1024];
        int requests = 0;
        long failures = 0;
        try (Connection connection = new Connection(server, path, authorization)) {
            while (System.nanoTime() < end) {
                byte[] body = bodies.get();
                long began = System.nanoTime();
                failures += connection.post(body) == 200 ? 0 : 1;
                if (requests == nanos.length) {
                    nanos = Arrays.copyOf(nanos, requests * 2);
                }
                nanos[requests++] = System.nanoTime() - began;
                if (pauseNanos > 0) {
                    Thread.sleep(pauseNanos / 1_000_000, (int) (pauseNanos % 1_000_000));
                }
            }
        }
        return new Share(nanos, requests, failures);
    }

    private static Result sum(List<Share> shares, int eventsARequest, double seconds) {
        long[] all = shares.stream()
                .flatMapToLong(share -> Arrays.stream(share.nanos(), 0, share.requests()))
                .sorted()
                .toArray();
        long failures = shares.stream().mapToLong(Share::failures).sum();
        return new Result(
                (all.length - failures) * (double) eventsARequest / seconds,
                at(all, .50),
                at(all, .99),
                at(all, 1),
                failures);
    }

    private static double at(long[] sorted, double quantile) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e6;
    }
}
