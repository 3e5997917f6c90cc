package io.annals.engines;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does and cannot tell us. */
final class Poll {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Poll() {}

    /** Whether the condition came true within the limit. An interrupt ends the wait and stays set. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
