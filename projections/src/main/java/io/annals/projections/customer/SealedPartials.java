package io.annals.projections.customer;

import io.annals.contracts.KeyScope;
import io.annals.eventstore.KeyDestroyed;
import io.annals.eventstore.SubjectCipher;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Partials as a view may store them: under the customer's own key, bound to the view and the stream. */
final class SealedPartials {

    private final SubjectCipher cipher;
    private final String view;

    SealedPartials(SubjectCipher cipher, String view) {
        this.cipher = cipher;
        this.view = view;
    }

    void prepare(Collection<String> streams) {
        cipher.prepare(streams.stream().map(KeyScope::core).toList());
    }

    /** {@code null} when the customer was erased: nothing of them may be kept. */
    byte @Nullable [] seal(String stream, byte[] json) {
        try {
            return cipher.seal(KeyScope.core(stream), json, context(stream));
        } catch (KeyDestroyed erased) {
            return null;
        }
    }

    byte @Nullable [] open(String stream, byte[] sealed) {
        return cipher.open(KeyScope.core(stream), sealed, context(stream));
    }

    private String context(String stream) {
        return view + "/" + stream;
    }
}
