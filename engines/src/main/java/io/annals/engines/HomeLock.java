package io.annals.engines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One server at a time in one home. The operating system lets go of it however the server ends. */
final class HomeLock implements AutoCloseable {
    /** Closing any second channel of a locked file drops the lock of the whole process, so none is ever opened. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static HomeLock of(Path home) throws IOException {
        Path file = home.resolve("server.lock");
        if (!HELD.add(file)) {
            throw inUse(home, "this very process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                String holder = Files.readString(file).strip();
                throw inUse(home, holder.isEmpty() ? "another server" : "the process " + holder);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new HomeLock(file, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static EngineException inUse(Path home, String holder) {
        return new EngineException("The home " + home + " is in use by " + holder
                + ": stop that server, or give this one a home of its own (ANNALS_HOME).");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EngineException("The lock " + file + " could not be released: " + e.getMessage() + ".", e);
        } finally {
            HELD.remove(file);
        }
    }
}
