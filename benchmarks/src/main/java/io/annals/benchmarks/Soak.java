package io.annals.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Watches what a server holds while it is under full load. Linux, and a JDK's {@code jcmd}. */
@Command(
        name = "soak",
        description = "Puts the running server under full load and watches its memory, threads and connections.",
        mixinStandardHelpOptions = true)
final class Soak implements Callable<Integer> {

    private static final int EVERY_SECONDS = 10;

    /** Growth over the second half that is still called flat, as a share of the mean. */
    private static final double FLAT = .10;

    private static final Pattern OLD =
            Pattern.compile("(?:ParOldGen|tenured generation|garbage-first heap) +total \\d+K, used (\\d+)K");

    @Option(names = "--minutes", description = "how long", defaultValue = "30")
    private int minutes;

    private final ServerApi api = ServerApi.ofEnvironment();

    /** Megabytes of the server's own process; its engines are others. */
    private record Sample(double seconds, double old, double resident, double threads, double sockets) {}

    @Override
    public Integer call() throws Exception {
        double seconds = minutes * 60.0;
        String authorization = api.authorization();
        CompletableFuture<Load.Result> load = CompletableFuture.supplyAsync(() -> run(authorization, seconds));
        List<Sample> samples = new ArrayList<>();
        long began = System.nanoTime();
        System.out.println("seconds  old generation MB  resident MB  threads  sockets");
        while (!load.isDone()) {
            Thread.sleep(EVERY_SECONDS * 1_000);
            Sample sample = sample(api.pid(), (System.nanoTime() - began) / 1e9);
            samples.add(sample);
            System.out.printf(
                    "%7.0f  %17.0f  %11.0f  %7.0f  %7.0f%n",
                    sample.seconds(), sample.old(), sample.resident(), sample.threads(), sample.sockets());
        }
        System.out.println("load: " + load.get());
        List<Sample> late = samples.subList(samples.size() / 2, samples.size());
        boolean flat = verdict("old generation", late, Sample::old)
                & verdict("resident", late, Sample::resident)
                & verdict("threads", late, Sample::threads)
                & verdict("sockets", late, Sample::sockets);
        return flat ? 0 : 1;
    }

    private Load.Result run(String authorization, double seconds) {
        try {
            return Load.run(
                    api.address(), "/v1/batch", authorization, 8, 100, seconds, 0, new Bodies().batches(10, 10));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sample sample(long pid, double seconds) throws Exception {
        Path process = Path.of("/proc/" + pid);
        String status = Files.readString(process.resolve("status"));
        long sockets;
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            sockets = open.filter(Soak::isSocket).count();
        }
        return new Sample(
                seconds,
                old(pid) / 1024,
                number(status, "VmRSS:\\s+(\\d+)") / 1024,
                number(status, "Threads:\\s+(\\d+)"),
                sockets);
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    /** Kilobytes. The young generation empties itself; what stays is here. */
    private static double old(long pid) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.heap_info")
                .start();
        Matcher found = OLD.matcher(new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    private static double number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    /** By the slope of the least squares' line through the second half. */
    private static boolean verdict(String what, List<Sample> samples, ToDoubleFunction<Sample> of) {
        double time = samples.stream().mapToDouble(Sample::seconds).average().orElseThrow();
        double mean = samples.stream().mapToDouble(of).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (Sample sample : samples) {
            above += (sample.seconds() - time) * (of.applyAsDouble(sample) - mean);
            below += (sample.seconds() - time) * (sample.seconds() - time);
        }
        double slope = below == 0 ? 0 : above / below;
        double span = samples.get(samples.size() - 1).seconds() - samples.get(0).seconds();
        double growth = slope * span / mean;
        System.out.printf(
                "%-15s mean %,.0f, %+.2f an hour, %+.1f %% over the second half: %s%n",
                what, mean, slope * 3_600, growth * 100, growth < FLAT ? "flat" : "GROWS");
        return growth < FLAT;
    }
}
