package io.annals.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.annals.contracts.KeyScope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data keys: one AES-256-GCM key for each {@link KeyScope}, wrapped by the master key, loaded a page at a time and
 * kept in memory. A key that is not yet durable is never cached: it becomes durable with the first event it seals, or it
 * never was.
 */
final class SubjectKeys implements SubjectCipher, Remembering {

    static final String TABLE = "subject_key";

    /** About 1 KB each with its key schedule. */
    private static final long CACHED_KEYS = 100_000;

    private final DataSource database;
    private final MasterKey master;
    private final Cache<UUID, Held> cache =
            Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();
    private final Forgotten forgotten = new Forgotten();

    SubjectKeys(DataSource database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    /** The key's id: SHA-256 of the scope, first 128 bits, so that every process finds the same one unasked. */
    static UUID idOf(KeyScope scope) {
        String name = scope.subject() + '\n' + scope.retention() + '\n' + scope.period();
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh key, and the claim that makes it durable together with what it seals. */
    Fresh fresh(KeyScope scope) {
        UUID id = idOf(scope);
        byte[] key = Random.randBytes(32);
        Claim claim = Claim.take(
                TABLE,
                List.of("key_id", "subject", "retention", "period", "wrapped"),
                List.of(id, scope.subject(), scope.retention(), scope.period(), master.wrap(key, id.toString())));
        return new Fresh(new Held(scope.subject(), aead(key)), claim);
    }

    /** @param aead {@code null} when the key was destroyed and its row kept, as of a period that has ended */
    record Held(String subject, @Nullable Aead aead) {}

    record Fresh(Held key, Claim claim) {}

    /** A key that has become durable. */
    void remember(UUID id, Held key) {
        cache.put(id, key);
        if (forgotten.contains(key.subject())) {
            cache.invalidate(id);
        }
    }

    @Override
    public void forget(String customer) {
        forgotten.add(customer);
        cache.asMap().values().removeIf(key -> key.subject().equals(customer));
    }

    /** The keys there are, in one query for all that are not in memory; a key whose row is gone is absent. */
    Map<UUID, Held> load(Collection<UUID> ids) {
        Map<UUID, Held> found = new HashMap<>();
        List<UUID> missing = new ArrayList<>();
        for (UUID id : ids) {
            Held held = cache.getIfPresent(id);
            if (held == null) {
                missing.add(id);
                continue;
            }
            found.put(id, held);
        }
        if (missing.isEmpty()) {
            return found;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select key_id, subject, wrapped from subject_key where key_id = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", missing.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID id = rows.getObject(1, UUID.class);
                    Held held = held(id, rows.getString(2), rows.getBytes(3));
                    found.put(id, held);
                    remember(id, held);
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    /** A key that is damaged opens nothing; it must not keep a page of others from being read. */
    private Held held(UUID id, String subject, byte @Nullable [] wrapped) {
        if (wrapped == null) {
            return new Held(subject, null);
        }
        try {
            return new Held(subject, aead(master.unwrap(wrapped, id.toString())));
        } catch (MasterKey.DoesNotOpen damaged) {
            return new Held(subject, new DamagedKey(id));
        }
    }

    private @Nullable Aead find(UUID id) {
        Held held = load(Set.of(id)).get(id);
        return held == null ? null : held.aead();
    }

    @Override
    public void prepare(Collection<KeyScope> scopes) {
        load(scopes.stream().map(SubjectKeys::idOf).collect(Collectors.toSet()));
    }

    @Override
    public void make(KeyScope scope) {
        if (find(idOf(scope)) != null) {
            return;
        }
        Claim claim = fresh(scope).claim();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(claim.sql())) {
            for (int i = 0; i < claim.values().size(); i++) {
                insert.setObject(i + 1, claim.values().get(i));
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    @Override
    public void destroyBefore(String retention, String period) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update subject_key set wrapped = null where retention = ? and period < ? and wrapped is not null"
                                + " returning key_id, subject")) {
            update.setString(1, retention);
            update.setString(2, period);
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    cache.put(rows.getObject(1, UUID.class), new Held(rows.getString(2), null));
                }
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    @Override
    public byte[] seal(KeyScope scope, byte[] plaintext, String context) {
        Aead aead = find(idOf(scope));
        if (aead == null) {
            throw new KeyDestroyed(scope);
        }
        return seal(aead, plaintext, context);
    }

    @Override
    public byte @Nullable [] open(KeyScope scope, byte[] ciphertext, String context) {
        Aead aead = find(idOf(scope));
        return aead == null ? null : open(aead, ciphertext, context);
    }

    static byte[] seal(Aead aead, byte[] plaintext, String context) {
        try {
            return aead.encrypt(plaintext, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt for " + context, e);
        }
    }

    static byte[] open(Aead aead, byte[] ciphertext, String context) {
        try {
            return aead.decrypt(ciphertext, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what stands at " + context + " was not written there, or was changed", e);
        }
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
