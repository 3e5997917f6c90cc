package io.annals.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** A line that grows in a terminal, and now and then a line in a log. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final String title;
    private final String unit;
    private final boolean terminal = System.console() != null && System.getenv("TERM") != null;
    private final long began = System.nanoTime();
    private long shown;
    private long shownDone = -1;

    Progress(PrintWriter out, String title, String unit) {
        this.out = out;
        this.title = title;
        this.unit = unit;
    }

    synchronized void at(long done, long of) {
        long now = System.nanoTime();
        boolean last = done >= of;
        if (done == shownDone || !last && now - shown < TimeUnit.MILLISECONDS.toNanos(terminal ? 100 : 5_000)) {
            return;
        }
        shown = now;
        shownDone = done;
        int filled = of == 0 ? 0 : (int) (WIDTH * Math.min(done, of) / of);
        out.printf(
                "%s%s [%s%s] %,d of %,d %s, %,.0f/s%s",
                terminal ? "\r" : "",
                title,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                done,
                of,
                unit,
                done / seconds(now),
                terminal ? "" : System.lineSeparator());
        out.flush();
    }

    double seconds() {
        return seconds(System.nanoTime());
    }

    private double seconds(long now) {
        return Math.max(1e-3, (now - began) / 1e9);
    }

    @Override
    public void close() {
        if (terminal) {
            out.println();
            out.flush();
        }
    }
}
