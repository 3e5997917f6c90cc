package io.annals.command.source;

import io.annals.command.access.Secrets;
import java.util.regex.Pattern;

/** The shape that passes every client SDK's own check: 25 letters and digits, the first a {@code c}, no colon. */
final class WriteKey {

    private static final Pattern SHAPE = Pattern.compile("c[A-Za-z0-9]{24}");

    private WriteKey() {}

    static String mint() {
        return "c" + Secrets.letters(24);
    }

    static boolean looksRight(String key) {
        return SHAPE.matcher(key).matches();
    }
}
