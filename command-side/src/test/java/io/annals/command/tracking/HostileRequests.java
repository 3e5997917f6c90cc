package io.annals.command.tracking;

import io.annals.command.tracking.ClientBodies.Packing;
import io.annals.command.tracking.ClientBodies.Spoken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Requests of real clients that somebody broke on purpose; the same ones for the same seed. */
final class HostileRequests {

    /**
     * @param attack by which failures are told apart
     * @param good message ids of whole items in it, which must be stored whatever stands beside them
     */
    record Hostile(String attack, byte[] bytes, Ending ending, List<String> good) {}

    /** How the client goes on when its bytes are sent. */
    enum Ending {
        /** It waits for the answer. */
        WAITS,
        /** It says that no more will come. */
        LEAVES,
        /** It goes on with one byte at a time. */
        TRICKLES,
        /** It says nothing more, and nothing of leaving. */
        FALLS_SILENT
    }

    /** A hundred megabytes of blanks; a tenth of a megabyte packed. */
    private static final byte[] BOMB = gzip(" ".repeat(100 << 20).getBytes(StandardCharsets.US_ASCII));

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1, Charset.forName("GBK"));

    private static final List<String> BAD_ITEMS = List.of(
            "null",
            "7",
            "[]",
            "{}",
            "\"track\"",
            "{\"type\":\"track\"}",
            "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"null\"}",
            "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"timestamp\":\"never\"}",
            "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"properties\":7}",
            "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":{}}",
            "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"properties\":{\"a\":" + "[".repeat(300)
                    + "]".repeat(300) + "}}",
            "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"properties\":{\"a\":\"" + "x".repeat(33_000)
                    + "\"}}",
            "{\"type\":\"?\",\"userId\":\"u\"}",
            "{\"type\":\"alias\",\"userId\":\"u\"}",
            "{\"type\":\"merge\",\"mergeProperties\":[7]}",
            "{\"type\":\"group\",\"userId\":\"u\",\"groupId\":\"\"}");

    private static final List<String> HEADERS = List.of(
            "Content-Encoding: br",
            "Content-Encoding: gzip, gzip",
            "Content-Encoding: deflate",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: ;;;",
            "Expect: 100-continue",
            "Expect: the unexpected",
            "Authorization: Basic !!!",
            "Authorization: Basic",
            "Authorization: Bearer " + "x".repeat(9_000),
            "X-Write-Key:",
            "X-Forwarded-For: " + "1.1.1.1, ".repeat(800),
            "Origin: null\tnull",
            "Cookie: " + "a=b; ".repeat(2_000),
            "Accept: " + "*/*,".repeat(1_000),
            "Accept-Language: zz-ZZ-zz-zz-zz;q=9",
            "Range: bytes=0-0,1-1,2-9999999999999",
            "Host: a:b:c",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: 0x10",
            "Transfer-Encoding: identity",
            "Trailer: Content-Length",
            "Upgrade: websocket\r\nConnection: upgrade",
            "Bad Header: x",
            "X-\u0000: y",
            "X-Long: " + "y".repeat(60_000));

    private static final List<String> PATHS = List.of(
            "/v1/../v1/track",
            "/v1/%2e%2e/track",
            "/v1/%2e%2e%2f%2e%2e%2fetc/passwd",
            "/v1/track%00",
            "/v1/track%zz",
            "/v1//track",
            "//v1/track",
            "/v1/track;jsessionid=1",
            "/v1/track/",
            "/v1/TRACK",
            "/v1/" + "a".repeat(9_000),
            "/v1/" + "a/".repeat(2_000),
            "/v1/projects/%2f/settings",
            "/v1/projects//settings",
            "/v1/track\\..\\batch",
            "/v1/tr\u00e4ck",
            "/v1/%ff%fe",
            "/v1/track?verbose=1&verbose=1&" + "a=b&".repeat(3_000),
            "/v1/track?writeKey=%",
            "/v1/track?writeKey=" + "k".repeat(20_000),
            "/pixel/v1/track?writeKey=x&" + "a[b]".repeat(90) + "=1",
            "/sa.gif?data=%%%",
            "/sa.gif?data=eyJ9",
            "/sourceConfig/?writeKey=",
            "/api/s/s2s/../track",
            "/api/s/",
            "http://elsewhere.example/v1/track",
            "*",
            "track");

    private static final List<String> METHODS = List.of(
            "GET", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECT", "BREW", "post", "POST POST", "");

    private final long seed;
    private final String key;

    HostileRequests(long seed, String key) {
        this.seed = seed;
        this.key = key;
    }

    Hostile make(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        Spoken said = ClientBodies.any(random, number);
        int attack = random.nextInt(1_000);
        if (attack < 450) {
            byte[] body = HostileBodies.wounded(said.body(), random);
            return whole("wounded body", said, said.packing() == Packing.GZIP ? gzip(body) : body, "");
        }
        if (attack < 650) {
            return mixedBatch(random, number);
        }
        if (attack < 750) {
            return packed(random, said);
        }
        if (attack < 800) {
            String text = new String(said.body(), StandardCharsets.UTF_8);
            return whole("wrong charset", said, text.getBytes(one(CHARSETS, random)), "");
        }
        if (attack < 870) {
            return whole("absurd header", said, said.body(), one(HEADERS, random) + "\r\n");
        }
        if (attack < 930) {
            String method = random.nextInt(4) == 0 ? one(METHODS, random) : "POST";
            return new Hostile(
                    "absurd path",
                    joined(head(method, one(PATHS, random), said, said.body().length, ""), said.body()),
                    Ending.WAITS,
                    List.of());
        }
        if (attack < 960) {
            return chunked(random, said);
        }
        return half(random, said);
    }

    /** Items that can never be right, and between them items that are. */
    private Hostile mixedBatch(Random random, int number) {
        List<String> items = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(8); i++) {
            if (random.nextBoolean()) {
                items.add(one(BAD_ITEMS, random));
                continue;
            }
            String id = "good-" + number + "-" + i;
            good.add(id);
            String item = ClientBodies.track(random.nextInt(400), id);
            items.add(random.nextInt(4) == 0 ? item.replaceFirst("\\{", "{\"type\":\"nothing\",") : item);
        }
        byte[] body = ("{\"batch\":[" + String.join(",", items) + "]}").getBytes(StandardCharsets.UTF_8);
        Spoken said = new Spoken("/v1/batch", "application/json", body, Packing.PLAIN);
        Hostile whole = whole("mixed batch", said, body, "");
        return new Hostile(whole.attack(), whole.bytes(), Ending.WAITS, good);
    }

    private Hostile packed(Random random, Spoken said) {
        byte[] zipped = gzip(said.body());
        return switch (random.nextInt(6)) {
            case 0 -> whole("wounded gzip", said, HostileBodies.wounded(zipped, random), "Content-Encoding: gzip\r\n");
            case 1 -> whole("gzip twice", said, gzip(zipped), "Content-Encoding: gzip\r\n");
            case 2 -> whole("gzip that is none", said, said.body(), "Content-Encoding: gzip\r\n");
            case 3 -> whole("gzip that says it is plain", said, zipped, "Content-Encoding: identity\r\n");
            case 4 -> whole("gzip bomb", said, BOMB, "Content-Encoding: gzip\r\n");
            default -> whole("gzip and rubbish", said, joined(zipped, HostileBodies.splinter(random)), "");
        };
    }

    private Hostile chunked(Random random, Spoken said) {
        String head = "POST " + said.path() + "?verbose=1 HTTP/1.1\r\nHost: localhost\r\nX-Write-Key: " + key
                + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                + (random.nextInt(4) == 0 ? "Content-Length: 5\r\n" : "") + "\r\n";
        String size =
                one(List.of("zz", "-1", "ffffffffffffffff", "5", "0", ";", "5;a=" + "b".repeat(9_000), ""), random);
        return new Hostile(
                "broken chunks",
                joined((head + size + "\r\n").getBytes(StandardCharsets.ISO_8859_1), said.body()),
                Ending.LEAVES,
                List.of());
    }

    private Hostile half(Random random, Spoken said) {
        byte[] head = head("POST", said.path() + "?verbose=1", said, said.body().length + 1, "");
        byte[] all = joined(head, said.body());
        int cut = 1 + random.nextInt(all.length - 1);
        int way = random.nextInt(40);
        Ending ending = way == 0 ? Ending.TRICKLES : way == 1 ? Ending.FALLS_SILENT : Ending.LEAVES;
        return new Hostile(
                ending == Ending.LEAVES ? "half a request" : "slow request",
                Arrays.copyOf(all, ending == Ending.LEAVES ? cut : Math.max(cut, head.length)),
                ending,
                List.of());
    }

    private Hostile whole(String attack, Spoken said, byte[] body, String header) {
        byte[] head = head("POST", said.path() + "?verbose=1", said, body.length, header);
        return new Hostile(attack, joined(head, body), Ending.WAITS, List.of());
    }

    private byte[] head(String method, String path, Spoken said, int length, String header) {
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Write-Key: " + key + "\r\nContent-Type: "
                        + said.contentType() + "\r\nConnection: close\r\n" + header + "Content-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static <T> T one(List<T> many, Random random) {
        return many.get(random.nextInt(many.size()));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
