package io.annals.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A process that a killed server left behind. It is known by its own exact arguments, which name our data folder, never
 * by a process id on file: after a restart of the machine or in another container that id belongs to somebody else.
 */
final class LeftBehind {
    private LeftBehind() {}

    static Optional<ProcessHandle> by(String program, List<String> arguments) {
        return ProcessHandle.allProcesses()
                .filter(process -> matches(commandLine(process), program, arguments))
                .findFirst();
    }

    static boolean matches(List<String> line, String program, List<String> arguments) {
        return !line.isEmpty()
                && Path.of(line.get(0)).endsWith(program)
                && Collections.indexOfSubList(line, arguments) > 0;
    }

    /** {@link ProcessHandle.Info#arguments()} gives up beyond 4 KB, and Elasticsearch's are longer. */
    private static List<String> commandLine(ProcessHandle process) {
        Path line = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
        try {
            String text = new String(Files.readAllBytes(line), StandardCharsets.UTF_8);
            return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        } catch (IOException goneOrNotLinux) {
            return process.info()
                    .commandLine()
                    .map(text -> List.of(text.split(" ")))
                    .orElse(List.of());
        }
    }
}
