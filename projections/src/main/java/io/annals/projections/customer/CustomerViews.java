package io.annals.projections.customer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code customer-view}: the family of a customer, from the generation that serves. */
public final class CustomerViews {

    public static final String VIEW = CustomerViewStore.VIEW;

    private final CustomerViewStore store;

    CustomerViews(CustomerViewStore store) {
        this.store = store;
    }

    /**
     * The customer a stream belongs to, over all its streams; {@code null} when the view knows no such stream.
     *
     * @throws io.annals.projections.EngineDown when MongoDB does not answer
     */
    public @Nullable Family find(String stream) {
        String generation = store.live();
        while (generation != null) {
            CustomerDocuments serving = store.documents(generation);
            Family family = Family.of(stream, id -> load(serving, id));
            if (!family.partials().isEmpty()) {
                return family;
            }
            // Nothing found: either there is nothing, or this generation was replaced and dropped meanwhile.
            String now = store.live();
            if (generation.equals(now)) {
                return null;
            }
            generation = now;
        }
        return null;
    }

    private static @Nullable CustomerPartial load(CustomerDocuments serving, String stream) {
        Map<String, byte[]> found = serving.find(List.of(stream));
        byte[] json = found.get(stream);
        return json == null ? null : PartialJson.read(json);
    }
}
