package io.annals.app.server;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Byte sequences looked for in every file of a folder, in each form in which an engine may write them. */
final class Needles {

    private final Map<String, List<byte[]>> byName = new LinkedHashMap<>();

    /** As UTF-8, as UTF-16, and within anything written in base 64. */
    void text(String name, String text) {
        add(name, text.getBytes(UTF_8));
        add(name, text.getBytes(UTF_16LE));
        add(name, text.getBytes(UTF_16BE));
        base64(name, text.getBytes(UTF_8));
    }

    /** As they are, in hexadecimal, and within anything written in base 64. */
    void bytes(String name, byte[] bytes) {
        add(name, bytes);
        add(name, HexFormat.of().formatHex(bytes).getBytes(UTF_8));
        base64(name, bytes);
    }

    /** Where it begins within a group of three decides how base 64 spells it; its ends depend on its neighbours. */
    private void base64(String name, byte[] bytes) {
        for (int skipped = 0; skipped < 3; skipped++) {
            byte[] whole = Arrays.copyOfRange(bytes, skipped, skipped + (bytes.length - skipped) / 3 * 3);
            add(name, Base64.getEncoder().encode(whole));
        }
    }

    private void add(String name, byte[] bytes) {
        if (bytes.length >= 6) {
            byName.computeIfAbsent(name, first -> new ArrayList<>()).add(bytes);
        }
    }

    /** The names of what was found, each with the file. */
    TreeSet<String> in(Path folder) {
        BitSet beginnings = new BitSet(1 << 16);
        byName.values().forEach(all -> all.forEach(one -> beginnings.set(pair(one[0], one[1]))));
        TreeSet<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (FileChannel channel = FileChannel.open(file)) {
                    look(channel.map(MapMode.READ_ONLY, 0, channel.size()), beginnings, folder.relativize(file), found);
                } catch (NoSuchFileException gone) {
                    // An engine that runs makes and deletes files; one that has ended does not.
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(ByteBuffer content, BitSet beginnings, Path file, TreeSet<String> found) {
        for (int i = 0; i + 1 < content.limit(); i++) {
            if (beginnings.get(pair(content.get(i), content.get(i + 1)))) {
                int at = i;
                byName.forEach((name, all) -> {
                    if (all.stream().anyMatch(one -> stands(one, content, at))) {
                        found.add(name + " in " + file);
                    }
                });
            }
        }
    }

    private static boolean stands(byte[] needle, ByteBuffer content, int at) {
        if (at + needle.length > content.limit()) {
            return false;
        }
        for (int i = 0; i < needle.length; i++) {
            if (content.get(at + i) != needle[i]) {
                return false;
            }
        }
        return true;
    }

    private static int pair(byte one, byte other) {
        return (one & 0xff) << 8 | other & 0xff;
    }
}
