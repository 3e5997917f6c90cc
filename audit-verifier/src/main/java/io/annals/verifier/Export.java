package io.annals.verifier;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** The files of an export, read from front to back. */
record Export(Path folder) {

    /** Longer is no entry but a damaged file. */
    private static final int LONGEST = 1 << 30;

    private static final int BUFFER = 1 << 16;

    /** @param number within its level, from 0 */
    record Tile(int level, long number, byte[] hashes) {}

    /** Ends with {@code null}. */
    interface Source<T> extends AutoCloseable {
        T next() throws IOException;

        @Override
        void close() throws IOException;
    }

    Source<EventEntry> events() throws IOException {
        return read("events.bin", in -> new EventEntry(bytes(in, in.readInt())));
    }

    Source<Tile> tiles() throws IOException {
        return read("tiles.bin", in -> {
            int level = in.readInt();
            long number = in.readLong();
            return new Tile(level, number, bytes(in, in.readInt()));
        });
    }

    Source<String> statements() throws IOException {
        return lines("statements.txt");
    }

    Source<String> storedStatements() throws IOException {
        return lines("stored-statements.txt");
    }

    private Source<String> lines(String name) throws IOException {
        Stream<String> lines = Files.lines(folder.resolve(name), StandardCharsets.UTF_8);
        Iterator<String> each = lines.iterator();
        return new Source<>() {
            @Override
            public String next() {
                return each.hasNext() ? each.next() : null;
            }

            @Override
            public void close() {
                lines.close();
            }
        };
    }

    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    private <T> Source<T> read(String name, Reading<T> reading) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(name)), BUFFER));
        return new Source<>() {
            @Override
            public T next() throws IOException {
                in.mark(1);
                if (in.read() < 0) {
                    return null;
                }
                in.reset();
                return reading.read(in);
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > LONGEST) {
            throw new IOException("a length of " + length + " bytes cannot be right");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a file ends in the middle");
        }
        return bytes;
    }
}
