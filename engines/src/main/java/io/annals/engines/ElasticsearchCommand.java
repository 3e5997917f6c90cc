package io.annals.engines;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the server's JVM is started and told its settings, without the shell script and launcher of the distribution. The
 * launcher starts three JVMs before the server's and stays beside it. Measured on two cores with JDK 17 and a 512 MB
 * heap, until the health answers: with launcher, G1, touched heap and x-pack 13.2 s and 850 MB resident (745 + 105);
 * like this 5.4-7.5 s and 340 MB. C1 alone would save 20 MB and up to two seconds more, and cost speed under load. Loaded with
 * 300,000 documents and heavy aggregations the serial collector kept up with G1 (3,300-4,200 and 2,500-3,400 documents a
 * second on a busy machine) with 540 instead of 730 MB resident.
 *
 * @param home the folder of this engine; its path on the command line is how a process left behind is known
 */
record ElasticsearchCommand(Path home, Path distribution, int heapMegabytes, int javaFeature) {
    /** The distribution's {@code ServerProcess}: this byte on the standard input asks for the end. So does its end. */
    static final byte SHUTDOWN = 0x1b;

    private static final int LARGE_HEAP_MEGABYTES = 2048;

    Path data() {
        return home.resolve("data");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path config() {
        return home.resolve("config");
    }

    Path temporary() {
        return home.resolve("tmp");
    }

    String mark() {
        return "-Dannals.elasticsearch=" + home;
    }

    List<String> line(Path java) throws IOException {
        List<String> line = new ArrayList<>(List.of(java.toString(), mark()));
        line.addAll(List.of(
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxDirectMemorySize=" + heapMegabytes / 2 + "m",
                heapMegabytes < LARGE_HEAP_MEGABYTES ? "-XX:+UseSerialGC" : "-XX:+UseG1GC",
                "-Xss1m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-OmitStackTraceInFastThrow",
                "-XX:ErrorFile=" + logs().resolve("jvm-crash.log"),
                "-Djava.io.tmpdir=" + temporary(),
                // A user's home above the distribution counts as a path that plugins could read, and ends the start.
                "-Duser.home=" + temporary(),
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Djna.nosys=true",
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dio.netty.recycler.maxCapacityPerThread=0",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Dlog4j2.disable.jmx=true",
                "-Dlog4j2.formatMsgNoLookups=true",
                "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
                "-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=" + javaFeature,
                "-Des.networkaddress.cache.ttl=60",
                "-Des.networkaddress.cache.negative.ttl=10",
                "-Des.path.home=" + distribution,
                "-Des.distribution.type=zip",
                "-Des.java.type=ES_JAVA_HOME"));
        line.addAll(forThisJava());
        line.addAll(modules());
        return line;
    }

    /** What the launcher would add; see {@code SystemJvmOptions} of the distribution. */
    private List<String> forThisJava() {
        List<String> options = new ArrayList<>();
        options.add("-Djava.locale.providers=" + (javaFeature < 23 ? "SPI,COMPAT" : "CLDR"));
        if (javaFeature >= 21) {
            options.add("--enable-native-access=org.elasticsearch.nativeaccess,org.apache.lucene.core");
        }
        if (javaFeature >= 23) {
            options.add("-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.setAsTypeCache");
            options.add("-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.asTypeUncached");
        }
        if (javaFeature >= 24) {
            options.add("--enable-native-access=ALL-UNNAMED");
            options.add("--illegal-native-access=deny");
        }
        return options;
    }

    private List<String> modules() throws IOException {
        String bridge;
        try (Stream<Path> jars = Files.list(distribution.resolve("lib/entitlement-bridge"))) {
            bridge = jars.findFirst().orElseThrow().toString();
        }
        return List.of(
                "-XX:+EnableDynamicAgentLoading",
                "-Djdk.attach.allowAttachSelf=true",
                "--patch-module=java.base=" + bridge,
                "--add-exports=java.base/org.elasticsearch.entitlement.bridge=org.elasticsearch.entitlement,"
                        + "java.logging,java.net.http,java.naming,jdk.net,jdk.zipfs,jdk.management.agent",
                "--module-path",
                distribution.resolve("lib").toString(),
                "--add-modules=jdk.net,jdk.management.agent,ALL-MODULE-PATH",
                "--module",
                "org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch");
    }

    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("path.home", distribution.toString());
        settings.put("path.data", data().toString());
        settings.put("path.logs", logs().toString());
        settings.put("cluster.name", "annals");
        settings.put("node.name", "annals");
        settings.put("discovery.type", "single-node");
        settings.put("network.host", "127.0.0.1");
        settings.put("http.port", "0");
        settings.put("transport.port", "0");
        settings.put("node.portsfile", "true");
        settings.put("action.auto_create_index", "false");
        settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        if (heapMegabytes < LARGE_HEAP_MEGABYTES) {
            // The serial collector lets garbage stand until the heap is full; that must not count as memory in use.
            settings.put("indices.breaker.total.use_real_memory", "false");
        }
        return settings;
    }

    /** The record {@code ServerArgs} as the launcher writes it to the server's standard input. */
    byte[] arguments() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(false); // not a daemon: it ends with its standard input
        out.writeBoolean(false); // not quiet
        out.writeBoolean(false); // no file for its process id
        writeString(out, "org.elasticsearch.common.settings.KeyStoreWrapper");
        writeEmptyKeyStore(out);
        writeSize(out, settings().size());
        for (Map.Entry<String, String> setting : settings().entrySet()) {
            writeString(out, setting.getKey());
            out.writeByte(0); // a string follows
            writeString(out, setting.getValue());
        }
        writeString(out, config().toString());
        writeString(out, logs().toString());
        return bytes.toByteArray();
    }

    private static void writeEmptyKeyStore(DataOutputStream out) throws IOException {
        int formatVersion = 7;
        out.writeInt(formatVersion);
        out.writeBoolean(false); // no password
        out.writeBoolean(false); // no data
        writeSize(out, 0);
        out.writeBoolean(false); // not closed
    }

    /** {@code StreamOutput.writeString}: the number of chars, then each in one to three bytes. */
    static void writeString(DataOutputStream out, String text) throws IOException {
        writeSize(out, text.length());
        for (char each : text.toCharArray()) {
            if (each <= 0x7f) {
                out.writeByte(each);
            } else if (each <= 0x7ff) {
                out.writeByte(0xc0 | each >> 6);
                out.writeByte(0x80 | each & 0x3f);
            } else {
                out.writeByte(0xe0 | each >> 12);
                out.writeByte(0x80 | each >> 6 & 0x3f);
                out.writeByte(0x80 | each & 0x3f);
            }
        }
    }

    /** {@code StreamOutput.writeVInt}: seven bits a byte, the low ones first. */
    static void writeSize(DataOutputStream out, int size) throws IOException {
        int rest = size;
        while (rest > 0x7f) {
            out.writeByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }
}
