package io.annals.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks what {@code annals audit export} wrote. Exit code 0: it holds; 3: it does not; 2: it cannot be checked. What it
 * does stands in docs/ledger.md, and so does everything it knows about the files.
 */
public final class Verifier {

    private static final int HOLDS = 0;
    private static final int UNCHECKED = 2;
    private static final int BROKEN = 3;

    private final PrintStream out;

    private Verifier(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** @return the exit code */
    public static int run(PrintStream out, String... arguments) {
        try {
            return new Verifier(out).command(List.of(arguments));
        } catch (IOException | RuntimeException e) {
            out.println("Cannot be checked: " + e);
            return UNCHECKED;
        }
    }

    private int command(List<String> words) throws IOException {
        String command = words.isEmpty() ? "" : words.get(0);
        if (command.equals("check") && (words.size() == 2 || words.size() == 3)) {
            return check(new Export(Path.of(words.get(1))), words.size() == 3 ? words.get(2) : "");
        }
        if (command.equals("event") && words.size() == 3) {
            return event(new Export(Path.of(words.get(1))), Long.parseLong(words.get(2)));
        }
        if (command.equals("compare") && words.size() == 3) {
            return compare(new Export(Path.of(words.get(1))), new Export(Path.of(words.get(2))));
        }
        out.println("check EXPORT [KEY-ID] | event EXPORT POSITION | compare OLDER-EXPORT NEWER-EXPORT");
        return UNCHECKED;
    }

    private int check(Export export, String pinned) throws IOException {
        long began = System.nanoTime();
        Check check = new Check(export).run();
        List<String> keys = check.said().keyIds();
        out.printf("events      %,d%n", check.events());
        out.printf(
                "signed      %,d events under %,d heads%n",
                check.covered(), check.said().heads().size());
        out.printf("not signed  %,d%n", Math.max(0, check.events() - check.covered()));
        out.printf("keys        %s%n", String.join(" then ", keys));
        out.printf("rate        %,.0f events/s%n", check.events() / ((System.nanoTime() - began) / 1e9));
        check.findings().forEach(out::println);
        if (!pinned.isEmpty() && !keys.contains(pinned)) {
            out.println("statement: the key " + pinned + " has signed nothing here");
            return BROKEN;
        }
        if (pinned.isEmpty() && !keys.isEmpty()) {
            out.println("Trusts the first key as it stands here; give its id, kept elsewhere, to be sure of it.");
        }
        return verdict(check.findings().isEmpty());
    }

    private int event(Export export, long position) throws IOException {
        SignedLog said = said(export);
        if (said.heads().isEmpty() || position < 1 || position > said.last().size()) {
            out.println("No signed head covers position " + position + ".");
            return UNCHECKED;
        }
        EventEntry event = find(export, position);
        if (event == null) {
            out.println("deleted at " + position + ": nothing stands here");
            return verdict(false);
        }
        SignedHead head = said.last();
        LeafTree tree = LeafTree.of(export, head.size());
        List<byte[]> path = tree.path((int) position - 1);
        event.describe().forEach((name, value) -> out.printf("%-12s %s%n", name, value));
        out.printf("%-12s %s%n", "leaf", Sha.hex(event.leaf()));
        path.forEach(hash -> out.printf("%-12s %s%n", "path", Sha.hex(hash)));
        out.printf("%-12s %,d events, root %s, %s%n", "head", head.size(), Sha.hex(head.root()), head.at());
        return verdict(Proof.includes(position - 1, head.size(), event.leaf(), path, head.root()));
    }

    private int compare(Export older, Export newer) throws IOException {
        SignedLog before = said(older);
        SignedLog after = said(newer);
        if (before.heads().isEmpty() || after.heads().isEmpty()) {
            out.println("An export without a signed head cannot be compared.");
            return UNCHECKED;
        }
        SignedHead first = before.last();
        SignedHead last = after.last();
        out.printf("older       %,d events, %s%n", first.size(), first.at());
        out.printf("newer       %,d events, %s%n", last.size(), last.at());
        if (!begins(older, newer)) {
            out.println("statement: the newer export does not hold everything that was said in the older one");
            return verdict(false);
        }
        LeafTree tree = LeafTree.of(newer, last.size());
        if (tree.leaves().size() < last.size()) {
            out.println("truncated: the newer export has " + tree.leaves().size() + " events");
            return verdict(false);
        }
        List<byte[]> path = tree.consistency((int) first.size());
        path.forEach(hash -> out.printf("%-11s %s%n", "path", Sha.hex(hash)));
        return verdict(Proof.consistent(first.size(), last.size(), first.root(), last.root(), path));
    }

    private static boolean begins(Export older, Export newer) throws IOException {
        try (Export.Source<String> then = older.statements();
                Export.Source<String> now = newer.statements()) {
            for (String line = then.next(); line != null; line = then.next()) {
                if (!line.equals(now.next())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static SignedLog said(Export export) throws IOException {
        SignedLog said = new SignedLog();
        try (Export.Source<String> lines = export.statements()) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String wrong = said.accept(line);
                if (!wrong.isEmpty()) {
                    throw new IOException("a statement is " + wrong);
                }
            }
        }
        return said;
    }

    private static EventEntry find(Export export, long position) throws IOException {
        try (Export.Source<EventEntry> events = export.events()) {
            for (EventEntry event = events.next(); event != null; event = events.next()) {
                if (event.position() == position) {
                    return event;
                }
            }
            return null;
        }
    }

    private int verdict(boolean holds) {
        out.println(holds ? "HOLDS" : "DOES NOT HOLD");
        return holds ? HOLDS : BROKEN;
    }
}
