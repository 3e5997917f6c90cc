package io.annals.command.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Which topics are followed, and how.
 *
 * @param sources the id of the source of each topic
 */
record KafkaSettings(Map<String, String> sources, Map<String, Object> consumer) {

    /** As much as one HTTP body may hold: a poll's records are all in memory, parsed, until they are stored. */
    private static final int MOST_BYTES_A_FETCH = 4 * 1024 * 1024;

    /**
     * @param topics {@code topic=source id}, several separated by commas
     * @param file of further client properties; empty for none
     * @throws IllegalArgumentException when the settings cannot be meant
     */
    static KafkaSettings of(String servers, String group, String topics, String file) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String pair : topics.split(",", -1)) {
            String[] both = pair.strip().split("=", 2);
            if (both.length < 2 || both[0].isBlank() || both[1].isBlank()) {
                throw new IllegalArgumentException(
                        "ANNALS_KAFKA_TOPICS is topic=source id, several separated by commas, and not: " + topics);
            }
            if (sources.put(both[0].strip(), both[1].strip()) != null) {
                throw new IllegalArgumentException("ANNALS_KAFKA_TOPICS names a topic twice: " + both[0]);
            }
        }
        Map<String, Object> consumer = new LinkedHashMap<>();
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES_A_FETCH);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "annals");
        read(file).forEach((name, value) -> consumer.put(name.toString(), value));
        consumer.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaSettings(sources, consumer);
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        if (file.isBlank()) {
            return properties;
        }
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new IllegalArgumentException("ANNALS_KAFKA_PROPERTIES names a file that cannot be read: " + file, e);
        }
    }
}
