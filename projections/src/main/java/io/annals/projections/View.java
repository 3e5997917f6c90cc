package io.annals.projections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A read model that can be thrown away and folded again. Its generations stand side by side; one of them serves. */
public interface View {

    /** Kebab case, the name of its processing group: {@code customer-view}. */
    String name();

    /** Every generation there is, oldest first. */
    List<String> generations();

    /** The one that serves; {@code null} before the first. */
    @Nullable
    String live();

    /** Opens a generation, and creates it when there is none of that name. */
    Generation open(String generation);

    /** What a generation last saved, without opening it for writing. */
    Bookmark bookmark(String generation);

    /** From now on this one serves. Readers see the one or the other, never both and never none. */
    void makeLive(String generation);

    void drop(String generation);
}
