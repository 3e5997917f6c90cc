package io.annals.projections;

import io.annals.eventstore.LoggedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * One generation of a view: documents, and a bookmark beside them. Written by one thread; every write may be repeated.
 */
public interface Generation {

    String name();

    /** As last saved; {@link Bookmark#START} for a new generation. */
    Bookmark bookmark();

    /** Kept only after what it vouches for. */
    void save(Bookmark bookmark);

    /**
     * Folds events, in log order, into the documents and stores them.
     *
     * @throws EngineDown when the store does not answer; anything else means that one of the streams cannot be folded
     */
    void write(List<LoggedEvent> events);

    /** Drops what is kept of one stream, so that it can be folded afresh. */
    void forget(String stream);

    /** Makes everything written so far visible to {@link #scan}. */
    void settle();

    /** All documents by id, a page at a time, in whatever order is natural. */
    void scan(Consumer<Map<String, JsonNode>> page);

    Map<String, JsonNode> fetch(Collection<String> ids);
}
