package io.annals.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As whom a child process runs. PostgreSQL and Elasticsearch refuse root, so a server started by root runs them as the
 * owner of their data, and gives new data to {@code postgres}, or where that user is missing to {@code nobody}.
 */
record Account(String name, int uid, int gid, Switch by) {
    private static final int ROOT = 0;

    enum Switch {
        /** The children run as we do. */
        NONE,
        /** {@code setpriv} of util-linux changes the user before the program starts. */
        SETPRIV
    }

    static Account forData(Path data) {
        int self = self();
        if (self != ROOT) {
            return own(data, self);
        }
        if (!Files.isExecutable(Path.of("/usr/bin/setpriv")) && !Files.isExecutable(Path.of("/bin/setpriv"))) {
            throw new EngineException("PostgreSQL and Elasticsearch refuse to run as root and the command setpriv"
                    + " (package util-linux), which would start them as another user, is missing: install it, or start"
                    + " Annals as an ordinary user.");
        }
        return Files.exists(data) && uid(data) != ROOT
                ? new Account("uid " + uid(data), uid(data), gid(data), Switch.SETPRIV)
                : named("postgres")
                        .or(() -> named("nobody"))
                        .orElseThrow(() -> new EngineException(
                                "PostgreSQL and Elasticsearch refuse to run as root and neither a user postgres nor a user"
                                        + " nobody exists: create one, or start Annals as an ordinary user."));
    }

    /** The command as this account runs it. */
    List<String> as(List<String> command) {
        List<String> line = new ArrayList<>(prefix());
        line.addAll(command);
        return List.copyOf(line);
    }

    List<String> prefix() {
        return by == Switch.NONE ? List.of() : List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
    }

    /** Makes the folder and everything in it this account's. */
    void give(Path folder) throws IOException {
        if (by == Switch.NONE || uid(folder) == uid) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) tree::iterator) {
                Files.setAttribute(each, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(each, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Asks the operating system, not the mode bits: access lists and mount options count too. */
    void mustReach(Path path) {
        if (by == Switch.NONE || reaches(path)) {
            return;
        }
        Path barrier = path;
        for (Path parent = path.getParent(); parent != null && !reaches(parent); parent = parent.getParent()) {
            barrier = parent;
        }
        throw new EngineException("Started by root, Annals runs its engines as the user " + name
                + ", and that user cannot enter " + barrier + " on the way to " + path
                + ": choose a home elsewhere (ANNALS_HOME), allow it with chmod o+x " + barrier
                + ", or start Annals as an ordinary user.");
    }

    private boolean reaches(Path path) {
        try {
            return Command.run(as(List.of("test", Files.isDirectory(path) ? "-x" : "-r", path.toString())))
                    .succeeded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Account own(Path data, int self) {
        String name = System.getProperty("user.name");
        if (Files.exists(data) && uid(data) != self) {
            throw new EngineException(data + " belongs to another user than " + name
                    + ", who runs Annals: start Annals as its owner or as root, or give it away with chown -R " + name
                    + " "
                    + data + ".");
        }
        return new Account(name, self, self, Switch.NONE);
    }

    private static int self() {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("Uid:"))
                    .map(line -> Integer.parseInt(line.split("\\s+")[2]))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException | UncheckedIOException notLinux) {
            return uid(Path.of(System.getProperty("user.home")));
        }
    }

    private static Optional<Account> named(String name) {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.map(line -> line.split(":"))
                    .filter(user -> user.length > 3 && user[0].equals(name))
                    .map(user ->
                            new Account(name, Integer.parseInt(user[2]), Integer.parseInt(user[3]), Switch.SETPRIV))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static int uid(Path path) {
        return owner(path, "unix:uid");
    }

    private static int gid(Path path) {
        return owner(path, "unix:gid");
    }

    private static int owner(Path path, String attribute) {
        try {
            return (int) Files.getAttribute(path, attribute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
