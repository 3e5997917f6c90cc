package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.app.importer.DataSet;
import io.annals.app.importer.Reading;
import io.annals.app.importer.TrackingBatches;
import io.annals.app.importer.Zipped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description =
                "Sends a file through the running server's public API: ./annals import FILE --mapping MAPPING, or a data"
                        + " set that Annals knows. Run again, it doubles nothing and brings what is missing.")
public final class ImportCommand implements Callable<Integer> {

    private static final int SHOWN = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "a .csv or .jsonl file, may be .gz; or online-retail, complete-journey, ecom-stories,"
                    + " eshop-clickstream")
    private String what = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "of a data set that Annals knows: its file, or the folder of its files")
    private @Nullable Path path;

    @Option(names = "--mapping", description = "how the file's columns become calls; docs/imports.md says how")
    private @Nullable Path mapping;

    @Option(names = "--dry-run", description = "reads everything, shows the first calls and sends none")
    private boolean dryRun;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DataSet set = dataSet();
        for (DataSet.Part part : set.parts()) {
            if (!Files.isReadable(part.file()) || Files.isDirectory(part.file())) {
                throw new Plain(part.file() + " cannot be read.");
            }
        }
        return dryRun ? show(out, set) : send(out, set);
    }

    private DataSet dataSet() {
        if (mapping != null && path == null) {
            return DataSet.mapped(Path.of(what), mapping);
        }
        if (mapping == null && path != null) {
            return DataSet.named(what, path);
        }
        throw new Plain("Say either ./annals import FILE --mapping MAPPING, or ./annals import NAME PATH with one of "
                + String.join(", ", DataSet.names()) + ".");
    }

    private static int show(PrintWriter out, DataSet set) {
        int leftOut = 0;
        for (DataSet.Part part : set.parts()) {
            AtomicInteger calls = new AtomicInteger();
            try (InputStream in = Zipped.open(part.file())) {
                Reading reading = part.reader().read(in, call -> {
                    if (calls.incrementAndGet() <= SHOWN) {
                        out.println(
                                ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(call));
                    }
                });
                printRows(out, reading);
                out.printf("%-32s %,12d%n", "calls that would be sent", calls.get());
                leftOut += printLeftOut(out, reading);
            } catch (IOException e) {
                throw new Plain(part.file() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return leftOut == 0 ? 0 : 1;
    }

    private static int send(PrintWriter out, DataSet set) {
        Settings settings = Settings.load();
        String writeKey = new SourceKeys(settings, ApiClient.ofHome(settings)).of(set.source(), set.consent());
        int leftOut = 0;
        for (DataSet.Part part : set.parts()) {
            leftOut += send(out, part, writeKey, settings);
        }
        return leftOut == 0 ? 0 : 1;
    }

    private static int send(PrintWriter out, DataSet.Part part, String writeKey, Settings settings) {
        Path file = part.file();
        try (TrackingBatches batches = new TrackingBatches(ApiClient.withoutToken(settings), writeKey);
                Progress progress = new Progress(out, String.valueOf(file.getFileName()), "KB read");
                Counting counting = new Counting(Files.newInputStream(file));
                InputStream rows = Zipped.inflated(file, counting)) {
            long size = (Files.size(file) >> 10) + 1;
            Consumer<Map<String, Object>> calls = call -> {
                batches.add(call);
                progress.at(counting.read >> 10, size);
            };
            Reading reading = part.reader().read(rows, calls);
            batches.flush();
            progress.at(size, size);
            print(out, reading, batches, progress.seconds());
            return printLeftOut(out, reading);
        } catch (IOException e) {
            throw new Plain(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void print(PrintWriter out, Reading reading, TrackingBatches batches, double seconds) {
        printRows(out, reading);
        out.printf("%-32s %,12d%n", "calls sent", batches.sent());
        for (Map.Entry<String, Long> outcome : batches.outcomes().entrySet()) {
            out.printf("  %-30s %,12d%n", outcome.getKey(), outcome.getValue());
        }
        out.printf("%-32s %,12.0f%n", "rows/s", reading.rows() / seconds);
        out.flush();
    }

    private static void printRows(PrintWriter out, Reading reading) {
        out.printf("%n%-32s %,12d%n", "rows read", reading.rows());
        reading.kinds().forEach((kind, count) -> out.printf("  %-30s %,12d%n", kind, count));
    }

    /** What is left out can be mended and brought by another run; a script must notice. */
    private static int printLeftOut(PrintWriter out, Reading reading) {
        if (reading.leftOut() > 0) {
            out.printf("%-32s %,12d%n", "left out", reading.leftOut());
            reading.examples().forEach(example -> out.println("  " + example));
        }
        out.flush();
        return reading.leftOut() > 0 ? 1 : 0;
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
