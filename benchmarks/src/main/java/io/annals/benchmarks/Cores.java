package io.annals.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who used the cores: the server with its engines, this driver, everybody else. Read from Linux's /proc. */
final class Cores {

    record Shares(double server, double driver, double others) {
        @Override
        public String toString() {
            return "cores: server and engines %.2f, driver %.2f, others %.2f".formatted(server, driver, others);
        }
    }

    private final long server;
    private final long busyThen;
    private final long serverThen;
    private final long driverThen;
    private final long began = System.nanoTime();

    private Cores(long server) throws IOException {
        this.server = server;
        this.busyThen = busy();
        this.serverThen = ticksOfTree(server);
        this.driverThen = ticks(ProcessHandle.current().pid());
    }

    static Cores since(long serverPid) throws IOException {
        return new Cores(serverPid);
    }

    Shares shares() throws IOException {
        double ticks = (System.nanoTime() - began) / 1e9 * 100; // USER_HZ is 100 on every Linux that matters
        double mine = (ticks(ProcessHandle.current().pid()) - driverThen) / ticks;
        double theirs = (ticksOfTree(server) - serverThen) / ticks;
        return new Shares(theirs, mine, Math.max(0, (busy() - busyThen) / ticks - mine - theirs));
    }

    /** User, nice, system, irq, softirq and steal of all cores. */
    private static long busy() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/stat"))
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" +");
        long sum = 0;
        for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
            sum += Long.parseLong(fields[i]);
        }
        return sum;
    }

    private static long ticksOfTree(long root) throws IOException {
        Map<Long, List<Long>> children = new HashMap<>();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.forEach(process -> process.parent()
                    .ifPresent(parent -> children.computeIfAbsent(parent.pid(), pid -> new ArrayList<>())
                            .add(process.pid())));
        }
        Set<Long> tree = new HashSet<>();
        List<Long> next = new ArrayList<>(List.of(root));
        while (!next.isEmpty()) {
            long pid = next.remove(next.size() - 1);
            if (tree.add(pid)) {
                next.addAll(children.getOrDefault(pid, List.of()));
            }
        }
        long sum = 0;
        for (long pid : tree) {
            sum += ticks(pid);
        }
        return sum;
    }

    /** Includes what ended children used. */
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11])
                    + Long.parseLong(fields[12])
                    + Long.parseLong(fields[13])
                    + Long.parseLong(fields[14]);
        } catch (IOException e) {
            return 0; // it has ended
        }
    }
}
