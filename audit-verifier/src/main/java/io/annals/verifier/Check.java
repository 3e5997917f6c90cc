package io.annals.verifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads an export three times: what was said, which stored nodes lead to it, and whether the events are those. */
final class Check {

    /** Bytes of a full tile. */
    static final int TILE = 256 * Sha.LENGTH;

    private static final int SUSPECTS = 1_000;

    private final Export export;
    private final SignedLog said = new SignedLog();
    private final List<Finding> findings = new ArrayList<>();
    private SignedLog stored = said;
    private GrowingTree trusted = new GrowingTree();
    private Finding nodes;
    private long events;

    private record Suspect(EventEntry event, byte[] leaf) {}

    Check(Export export) {
        this.export = export;
    }

    Check run() throws IOException {
        readStatements();
        readNodes();
        Finding fault = readEvents();
        if (fault != null) {
            findings.add(0, fault);
        }
        if (nodes != null && (fault == null || !fault.kind().equals("rewritten"))) {
            findings.add(nodes);
        }
        return this;
    }

    SignedLog said() {
        return said;
    }

    List<Finding> findings() {
        return findings;
    }

    long events() {
        return events;
    }

    long covered() {
        return said.heads().isEmpty() ? 0 : said.last().size();
    }

    private void readStatements() throws IOException {
        try (Export.Source<String> lines = export.statements();
                Export.Source<String> copies = export.storedStatements()) {
            long number = 0;
            boolean same = true;
            for (String line = lines.next(); line != null; line = lines.next()) {
                number++;
                String wrong = said.accept(line);
                if (!wrong.isEmpty()) {
                    findings.add(new Finding("statement", 0, 0, "number " + number + " is " + wrong));
                }
                same = same && (number + " " + line).equals(copies.next());
            }
            if (number == 0) {
                findings.add(new Finding("statement", 0, 0, "none was held outside the database"));
            }
            stored = said.fork();
            for (String copy = copies.next(); copy != null && same; copy = copies.next()) {
                number++;
                String prefix = number + " ";
                same = copy.startsWith(prefix)
                        && stored.accept(copy.substring(prefix.length())).isEmpty();
            }
            if (!same) {
                findings.add(new Finding("ledger", 0, 0, "the database holds other statements than were made"));
            }
        }
    }

    private void readNodes() throws IOException {
        Map<Integer, ByteArrayOutputStream> upper = new TreeMap<>();
        GrowingTree tree = new GrowingTree();
        try (Leaves leaves = new Leaves(export)) {
            for (SignedHead head : said.heads()) {
                while (tree.size() < head.size()) {
                    byte[] leaf = leaves.next();
                    if (leaf == null) {
                        nodes = new Finding("ledger", trusted.size() + 1, head.size(), "stored leaves are missing");
                        return;
                    }
                    tree.add(leaf).forEach(perfect -> keep(perfect, upper));
                }
                if (!tree.is(head)) {
                    nodes = new Finding(
                            "ledger", trusted.size() + 1, head.size(), "stored leaves are not the signed ones");
                    return;
                }
                trusted = tree.copy();
            }
        }
        compareTiles(upper);
    }

    private static void keep(GrowingTree.Perfect perfect, Map<Integer, ByteArrayOutputStream> upper) {
        int height = Long.numberOfTrailingZeros(perfect.leaves());
        if (height > 0 && height % 8 == 0) {
            upper.computeIfAbsent(height / 8, level -> new ByteArrayOutputStream())
                    .writeBytes(perfect.root());
        }
    }

    /** Every tile has its length, none is missing or too many, and those above the leaves hold what follows from them. */
    private void compareTiles(Map<Integer, ByteArrayOutputStream> upper) throws IOException {
        long size = stored.heads().isEmpty() ? 0 : stored.last().size();
        try (Export.Source<Export.Tile> tiles = export.tiles()) {
            for (int level = 0; level < 8; level++) {
                long hashes = size >> (8 * level);
                byte[] computed = upper.containsKey(level) ? upper.get(level).toByteArray() : new byte[0];
                for (long number = 0; number * 256 < hashes; number++) {
                    Export.Tile tile = tiles.next();
                    int length = (int) Math.min(256, hashes - number * 256) * Sha.LENGTH;
                    int from = (int) Math.min(computed.length, number * TILE);
                    int known = level == 0 ? 0 : Math.min(computed.length - from, length);
                    if (tile == null
                            || tile.level() != level
                            || tile.number() != number
                            || tile.hashes().length != length
                            || !Arrays.equals(tile.hashes(), 0, known, computed, from, from + known)) {
                        nodes = new Finding("ledger", 0, 0, "tile " + number + " of level " + level);
                        return;
                    }
                }
            }
            if (tiles.next() != null) {
                nodes = new Finding("ledger", 0, 0, "more tiles than the tree has");
            }
        }
    }

    private Finding readEvents() throws IOException {
        List<Suspect> suspects = new ArrayList<>();
        GrowingTree tree = trusted.copy();
        List<SignedHead> ahead = said.heads().stream()
                .filter(head -> head.size() > trusted.size())
                .toList();
        int next = 0;
        long position = 0;
        try (Export.Source<EventEntry> source = export.events();
                Leaves leaves = new Leaves(export)) {
            for (EventEntry event = source.next(); event != null; event = source.next()) {
                events++;
                if (suspects.isEmpty() && event.position() != position + 1) {
                    return event.position() <= position
                            ? new Finding("inserted", event.position(), event.position(), "positions begin at 1")
                            : new Finding("deleted", position + 1, event.position() - 1, "nothing stands here");
                }
                if (event.position() != position + 1) {
                    break;
                }
                position++;
                if (position <= trusted.size()) {
                    byte[] leaf = leaves.next();
                    if (!Arrays.equals(leaf, event.leaf())) {
                        suspects.add(new Suspect(event, leaf));
                    }
                } else if (next < ahead.size() && suspects.isEmpty()) {
                    tree.add(event.leaf());
                    SignedHead head = ahead.get(next);
                    if (tree.size() == head.size() && !tree.is(head)) {
                        long good =
                                next == 0 ? trusted.size() : ahead.get(next - 1).size();
                        return new Finding(
                                "rewritten", good + 1, head.size(), "neither events nor nodes lead to the head");
                    }
                    next += tree.size() == head.size() ? 1 : 0;
                }
                if (suspects.size() == SUSPECTS) {
                    break;
                }
            }
        }
        if (!suspects.isEmpty()) {
            return judge(suspects);
        }
        return position < covered()
                ? new Finding("truncated", position + 1, covered(), "the log ends before the signed head")
                : null;
    }

    private static Finding judge(List<Suspect> suspects) {
        Suspect first = suspects.get(0);
        long position = first.event().position();
        boolean moved = suspects.stream()
                .anyMatch(other ->
                        Arrays.equals(first.event().leafAt(other.event().position()), other.leaf()));
        boolean elsewhere =
                suspects.stream().anyMatch(other -> Arrays.equals(other.event().leafAt(position), first.leaf()));
        String kind = moved ? elsewhere ? "reordered" : "deleted" : elsewhere ? "inserted" : "edited";
        return new Finding(kind, position, position, "not the event that was signed");
    }
}
