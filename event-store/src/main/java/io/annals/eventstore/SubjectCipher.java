package io.annals.eventstore;

import io.annals.contracts.KeyScope;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM under a subject's own key. Made for read models: what they keep of a person becomes unreadable with the log. */
public interface SubjectCipher {

    /** Loads a page of keys at once, so that the calls that follow find them in memory. */
    void prepare(Collection<KeyScope> scopes);

    /** Makes the scope's key unless there is one, durable at once: for what is kept beside the log. */
    void make(KeyScope scope);

    /** Destroys the keys of a retention class whose period comes before {@code period} as text. */
    void destroyBefore(String retention, String period);

    /**
     * Encrypts under an existing key.
     *
     * @param context bound as associated data: the ciphertext opens only where it was written
     * @throws KeyDestroyed when the subject was erased or is unknown
     */
    byte[] seal(KeyScope scope, byte[] plaintext, String context);

    /** Decrypts; {@code null} when the key was destroyed. */
    byte @Nullable [] open(KeyScope scope, byte[] ciphertext, String context);
}
