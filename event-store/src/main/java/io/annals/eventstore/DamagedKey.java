package io.annals.eventstore;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Stands for a key that the master key does not open: whatever it sealed fails, and nothing else does. */
record DamagedKey(UUID id) implements Aead {

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] context) throws GeneralSecurityException {
        throw new GeneralSecurityException("key " + id + " is damaged");
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] context) throws GeneralSecurityException {
        throw new GeneralSecurityException("key " + id + " is damaged");
    }
}
