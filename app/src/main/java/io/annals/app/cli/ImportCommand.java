package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.app.importer.OnlineRetail;
import io.annals.app.importer.TrackingBatches;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description =
                "Sends a data set through the running server's public API. Run again, it doubles nothing and brings"
                        + " what is missing.")
public final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FORMAT", description = "online-retail")
    private String format = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "a .csv or .csv.gz file")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        if (!format.equals(OnlineRetail.SOURCE)) {
            throw new Plain(
                    "There is no importer \"" + format + "\"; this version knows: " + OnlineRetail.SOURCE + ".");
        }
        if (!Files.isReadable(file)) {
            throw new Plain(file + " cannot be read.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = Settings.load();
        String writeKey =
                new SourceKeys(settings, ApiClient.ofHome(settings)).of(OnlineRetail.SOURCE, OnlineRetail.CONSENT);
        try (TrackingBatches batches = new TrackingBatches(ApiClient.withoutToken(settings), writeKey);
                Progress progress = new Progress(out, format, "KB read");
                Counting counting = new Counting(Files.newInputStream(file));
                InputStream csv = file.toString().endsWith(".gz") ? new GZIPInputStream(counting) : counting) {
            long size = Files.size(file);
            OnlineRetail importer = new OnlineRetail(call -> {
                batches.add(call);
                progress.at(counting.read >> 10, (size >> 10) + 1);
            });
            importer.read(csv);
            batches.flush();
            progress.at((size >> 10) + 1, (size >> 10) + 1);
            print(out, importer, batches, progress.seconds());
            return 0;
        } catch (IOException e) {
            throw new Plain(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void print(PrintWriter out, OnlineRetail importer, TrackingBatches batches, double seconds) {
        long rows =
                importer.lines().values().stream().mapToLong(Integer::longValue).sum();
        out.printf("%n%-32s %,12d%n", "rows read", rows);
        importer.lines()
                .forEach((line, count) -> out.printf(
                        "  %-30s %,12d%n", line.name().toLowerCase(Locale.ROOT).replace('_', ' '), count));
        out.printf("%-32s %,12d%n", "calls sent", batches.sent());
        for (Map.Entry<String, Long> outcome : batches.outcomes().entrySet()) {
            out.printf("  %-30s %,12d%n", outcome.getKey(), outcome.getValue());
        }
        out.printf("%-32s %,12.0f%n", "rows/s", rows / seconds);
        out.flush();
    }

    /** Knows how much of the file has been taken. */
    private static final class Counting extends FilterInputStream {

        private long read;

        private Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = super.read(bytes, offset, length);
            read += Math.max(0, some);
            return some;
        }
    }
}
