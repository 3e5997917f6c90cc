package io.annals.eventstore;

import io.annals.contracts.customer.Identifier;
import java.util.UUID;

/** HMAC-SHA-256 under a key that only the platform knows: finds a person by e-mail or phone without storing either. */
public interface KeyedHash {

    /** Base64url without padding, 43 characters. */
    String of(Identifier identifier);

    /** The first 128 bits; for uniqueness only, as for message ids. */
    UUID shortOf(String kind, String value);
}
