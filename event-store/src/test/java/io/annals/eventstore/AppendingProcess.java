package io.annals.eventstore;

import static io.annals.eventstore.TestStore.granted;
import static io.annals.eventstore.TestStore.noted;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process that appends until it is killed, four callers at once. It prints {@code stream sequence} after each append
 * was acknowledged, and never before.
 */
final class AppendingProcess {

    private AppendingProcess() {}

    public static void main(String[] args) throws Exception {
        TestStore store = new TestStore(args[0], Path.of(args[1]));
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            String stream = args[2] + "-" + caller;
            Thread thread = new Thread(() -> IntStream.iterate(0, i -> i + 2).forEach(i -> {
                store.append(granted(stream, i), noted(stream, i + 1, "word"));
                System.out.println(stream + " " + (i + 1));
            }));
            thread.start();
            callers.add(thread);
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
