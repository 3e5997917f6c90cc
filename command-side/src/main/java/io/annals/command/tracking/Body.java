package io.annals.command.tracking;

import io.annals.command.CommandProblem.TooLarge;
import io.annals.command.CommandProblem.TooSlow;
import io.annals.command.CommandProblem.Unreadable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's bytes. The content type is not looked at: some SDKs send gzipped JSON as a form, others JSON as plain text,
 * and a container that believed them would consume the stream.
 */
final class Body {

    /** RudderStack's limit for a batch; Segment's is an eighth of it. Counted after inflation. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int FIRST_BUFFER = 64 * 1024;

    private static final Duration NO_CLIENT_TO_WAIT_FOR = Duration.ofMinutes(1);

    private Body() {}

    static byte[] read(HttpServletRequest request, Duration patience) throws IOException {
        byte[] raw;
        try {
            raw = upTo(MOST_BYTES, request.getInputStream(), request.getContentLength(), patience);
        } catch (IOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw tooSlow();
            }
            throw e;
        }
        byte[] body = gzipped(request.getHeader("Content-Encoding"), raw) ? inflate(raw, patience) : raw;
        requireUtf8(body);
        return body;
    }

    /** What was packed inside of a body: inflated if it is gzip, whole UTF-8. */
    static byte[] plain(byte[] packed) {
        byte[] plain = gzipped(null, packed) ? inflate(packed, NO_CLIENT_TO_WAIT_FOR) : packed;
        requireUtf8(plain);
        return plain;
    }

    private static boolean gzipped(@Nullable String encoding, byte[] raw) {
        boolean magic = raw.length > 2 && raw[0] == 0x1f && raw[1] == (byte) 0x8b;
        if (magic || encoding == null) {
            return magic;
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> raw.length > 0;
            case "", "identity" -> false;
            default -> throw new Unreadable("encoding-unknown", "Send the body plain or as gzip.");
        };
    }

    private static byte[] inflate(byte[] raw, Duration patience) {
        try (GZIPInputStream inflated = new GZIPInputStream(new ByteArrayInputStream(raw), 8_192)) {
            return upTo(MOST_BYTES, inflated, raw.length * 8, patience);
        } catch (IOException e) {
            throw new Unreadable("gzip-broken", "The body is not complete gzip.");
        }
    }

    /** The buffer grows with what comes: what a client announces costs nothing. */
    private static byte[] upTo(int most, InputStream in, int expected, Duration patience) throws IOException {
        long began = System.nanoTime();
        byte[] buffer = new byte[Math.max(1_024, Math.min(expected + 1, FIRST_BUFFER))];
        int length = 0;
        while (true) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
            }
            length += read;
            if (System.nanoTime() - began > patience.toNanos()) {
                throw tooSlow();
            }
            if (length > most) {
                throw new TooLarge("body-too-large", "A body may hold 4 MB, counted after inflation.");
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, most + 1));
            }
        }
    }

    private static TooSlow tooSlow() {
        return new TooSlow("The body did not come in time.");
    }

    /** The JSON parser lets some malformed sequences pass, and they would come back as other text than was sent. */
    private static void requireUtf8(byte[] body) {
        int ascii = 0;
        while (ascii < body.length && body[ascii] >= 0) {
            ascii++;
        }
        if (ascii == body.length) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer rest = ByteBuffer.wrap(body, ascii, body.length - ascii);
        CharBuffer thrownAway = CharBuffer.allocate(8_192);
        while (true) {
            thrownAway.clear();
            var result = decoder.decode(rest, thrownAway, true);
            if (result.isError()) {
                throw new Unreadable("utf8-invalid", "The body is not UTF-8.");
            }
            if (result.isUnderflow()) {
                return;
            }
        }
    }
}
