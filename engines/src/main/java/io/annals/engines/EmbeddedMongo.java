package io.annals.engines;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A server of MongoDB's wire protocol in this process, for 127.0.0.1 and without passwords. It has no indexes but the one
 * of {@code _id}, and no transactions; what it is good for stands in the README of the product.
 *
 * <p>On disk it commits once a second: a kill may lose the last one. Read models bear that, because the position they
 * have reached is stored beside them and goes back with them.
 */
public final class EmbeddedMongo implements Engine {
    private static final int CACHE_MEGABYTES = 64;

    /** While others write there is always something left to compact, and the library goes on until its time is up. */
    private static final int COMPACTING_MILLIS = 10_000;

    /** The library's own default: how long a chunk is kept that nothing needs, in case a disk writes out of order. */
    private static final int RETENTION_MILLIS = 45_000;

    private final MongoServer server;
    private final String uri;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private final @Nullable MVStore store;

    private EmbeddedMongo(MongoBackend backend, @Nullable MVStore store) {
        this.store = store;
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.uri = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    static EmbeddedMongo start(Path home) {
        Path file = home.resolve("mongodb").resolve("documents.mv.db");
        try {
            Folders.withMode(Folders.passage(home.resolve("mongodb")), "rwx------");
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .cacheSize(CACHE_MEGABYTES)
                    .open();
            return new EmbeddedMongo(new BsonBackend(store), store);
        } catch (MVStoreException | IOException e) {
            throw new EngineException(
                    "The document store " + file + " cannot be opened (" + EngineException.why(e)
                            + "): free or mend it, or move it away and rebuild the read models from the event log.",
                    e);
        }
    }

    /** Forgets everything at its end: for tests and for measuring what the disk costs. */
    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(new MemoryBackend(), null);
    }

    /** Writes the file anew as far as it holds anything that was replaced or deleted. */
    public void compact() {
        if (store != null) {
            store.setRetentionTime(0);
            store.compactFile(COMPACTING_MILLIS);
            store.setRetentionTime(RETENTION_MILLIS);
        }
    }

    @Override
    public Engines.Kind kind() {
        return Engines.Kind.MONGODB;
    }

    /** Without a database name. */
    public String uri() {
        return uri;
    }

    @Override
    public String address() {
        return uri;
    }

    @Override
    public boolean alive() {
        return open.get();
    }

    /** It lives in this process and cannot end before it. */
    @Override
    public void onExit(Consumer<EngineException> listener) {}

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            server.shutdownNow();
        }
    }
}
