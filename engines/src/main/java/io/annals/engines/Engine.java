package io.annals.engines;

import java.util.function.Consumer;

/** One running engine. */
public sealed interface Engine extends AutoCloseable permits EmbeddedPostgres, EmbeddedElasticsearch, EmbeddedMongo {

    Engines.Kind kind();

    /** Where its client connects: a JDBC URL with its credentials, an HTTP URL, a MongoDB URI. */
    String address();

    boolean alive();

    /**
     * Tells the listener, once and on any thread, when the engine ends without having been closed; at once when it has
     * ended already. Nothing is restarted: what an engine had promised to keep must be looked at before it serves again.
     */
    void onExit(Consumer<EngineException> listener);

    /** Ends the engine in order and waits until it has. Closing twice is harmless. */
    @Override
    void close();
}
