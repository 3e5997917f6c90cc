package io.annals.benchmarks;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** What a view costs without the disk: {@code MONGODB_URI=… ./annals serve} beside it. */
@Command(name = "memory-mongodb", description = "Serves MongoDB's wire protocol from memory until Ctrl-C.")
final class MemoryMongo implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
        MongoServer server = new MongoServer(new MemoryBackend());
        System.out.println("MONGODB_URI=" + server.bindAndGetConnectionString() + "/annals");
        new CountDownLatch(1).await();
        return 0;
    }
}
