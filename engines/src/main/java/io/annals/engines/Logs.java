package io.annals.engines;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The logs of a child: this start's and the one before, so that they never grow with the number of starts. */
final class Logs {
    private static final int TAIL_BYTES = 64 * 1024;
    private static final int LONGEST_REASON = 300;
    private static final Pattern TELLING = Pattern.compile("FATAL|PANIC|Caused by:|ERROR|[Ee]rror:|Exception");
    private static final Pattern NOISE =
            Pattern.compile("^\\s+at |^\\s*\\.\\.\\. \\d+ more|did not exit normally|died while starting up");
    private static final Pattern STAMP =
            Pattern.compile("^[-\\d]{10}[ T][\\d:.,]+ \\w+ \\[\\d+] |^[-\\d]{10}[ T][\\d:.,]+ ");

    private Logs() {}

    static void turn(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName().toString().replaceFirst("\\.log$", ".previous.log")),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last line that says why, of the first log that has one. */
    static Optional<String> reason(List<Path> logs) {
        return logs.stream()
                .map(Logs::tail)
                .flatMap(tail -> reason(tail).stream())
                .findFirst();
    }

    static Optional<String> reason(String tail) {
        List<String> lines = tail.lines()
                .filter(line -> !line.isBlank() && !NOISE.matcher(line).find())
                .toList();
        return lines.stream()
                .filter(line -> TELLING.matcher(line).find())
                .reduce((earlier, later) -> later)
                .or(() -> lines.stream().reduce((earlier, later) -> later))
                .map(line -> STAMP.matcher(line).replaceFirst("").strip())
                .map(line -> line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line);
    }

    private static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException missing) {
            return "";
        }
    }
}
