package io.annals.eventstore.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The statements held outside the database, one a line; only ever appended to. */
final class StatementFile {

    static final String NAME = "statements";

    /** Longer than any statement. */
    private static final int TAIL = 4_096;

    private final Path file;

    StatementFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    Path path() {
        return file;
    }

    /** Those that are whole by now; what is appended while they are read is not among them. */
    Stream<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        long whole = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                whole += next == '\n' ? 1 : 0;
            }
        }
        return Files.lines(file, StandardCharsets.ISO_8859_1).limit(whole);
    }

    /** The last whole line, empty when there is none; what a crash cut off has not been said and is dropped. */
    String last() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "rw")) {
            long from = Math.max(0, in.length() - TAIL);
            byte[] tail = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(tail);
            String text = new String(tail, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            in.setLength(from + end);
            return end == 0 ? "" : text.substring(text.lastIndexOf('\n', end - 2) + 1, end - 1);
        }
    }

    /** Returns once they are on disk. */
    void append(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length());
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.getFD().sync();
        }
    }
}
