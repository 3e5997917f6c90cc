package io.annals.contracts.customer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people are told before they decide.
 *
 * @param version the name under which evidence quotes it
 * @param texts by language, {@code zh} and {@code en}
 */
public record Notice(String version, Map<String, Text> texts) {

    /**
     * @param name of the purpose, a few words
     * @param text what the data is used for
     */
    public record Text(String name, String text) {}

    public Notice {
        texts = Map.copyOf(texts);
    }

    /** SHA-256 in hex over language, name and text, each followed by a zero byte, languages in alphabetical order. */
    public String hash() {
        MessageDigest digest = sha256();
        new TreeMap<>(texts).forEach((language, said) -> {
            for (String part : new String[] {language, said.name(), said.text()}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
