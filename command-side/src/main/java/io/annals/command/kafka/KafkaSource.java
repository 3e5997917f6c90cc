package io.annals.command.kafka;

import io.annals.command.CommandProblem;
import io.annals.command.Commands;
import io.annals.command.kafka.KafkaStatus.State;
import io.annals.command.source.Sources;
import io.annals.command.source.Sources.Registered;
import io.annals.command.tracking.MessageIntake;
import io.annals.command.tracking.MessageIntake.Message;
import io.annals.contracts.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics, each on behalf of one source. An offset is committed only when everything before it is durable, so a
 * crash repeats messages and loses none; the repeated ones are known by their ids.
 */
public final class KafkaSource implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaSource.class);

    private static final Duration POLL = Duration.ofMillis(500);

    /** What could not be stored is tried again after this. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A broker is asked for a sign of life every three seconds. */
    private static final double SILENT_SECONDS = 15;

    private final KafkaSettings settings;
    private final MessageIntake intake;
    private final Sources sources;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "kafka-source");
    private final Map<String, Long> taken = new HashMap<>();
    private final Map<TopicPartition, String> waiting = new HashMap<>();
    private long resumeAt;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile KafkaStatus status;

    private KafkaSource(KafkaSettings settings, MessageIntake intake, Sources sources) {
        this.settings = settings;
        this.intake = intake;
        this.sources = sources;
        this.status = new KafkaStatus(State.JOINING, null, List.of());
    }

    static KafkaSource start(KafkaSettings settings, MessageIntake intake, Sources sources) {
        KafkaSource source = new KafkaSource(settings, intake, sources);
        source.thread.setDaemon(true);
        source.thread.start();
        return source;
    }

    /** As of the last second. */
    public KafkaStatus status() {
        return status;
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        Consumer<byte[], byte[]> open = current;
        if (open != null) {
            open.wakeup();
        }
        thread.join(Duration.ofSeconds(20).toMillis());
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void follow() {
        while (!isClosing()) {
            Consumer<byte[], byte[]> consumer = null;
            try {
                consumer = new KafkaConsumer<>(
                        settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                current = consumer;
                consumer.subscribe(settings.sources().keySet());
                while (!isClosing()) {
                    step(consumer);
                }
            } catch (WakeupException e) {
                log.debug("woken to close", e);
            } catch (RuntimeException e) {
                log.error("Kafka cannot be followed; trying again", e);
                status = new KafkaStatus(State.FAILED, e.getMessage(), status.topics());
                pause();
            } finally {
                current = null;
                waiting.clear();
                if (consumer != null) {
                    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
                }
            }
        }
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Partitions that wait are paused and not left: a consumer that does not poll would lose them to another. */
    private void step(Consumer<byte[], byte[]> consumer) {
        if (!waiting.isEmpty() && System.nanoTime() - resumeAt >= 0) {
            consumer.resume(consumer.paused());
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        waiting.keySet().retainAll(consumer.assignment());
        for (TopicPartition partition : records.partitions()) {
            take(consumer, partition, records.records(partition));
        }
        status = look(consumer);
    }

    private void take(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            intake.take(
                    source(partition.topic()),
                    records.stream().map(KafkaSource::message).toList());
        } catch (RuntimeException e) {
            wait(consumer, partition, records.get(0).offset(), Commands.asFailure(e));
            return;
        }
        waiting.remove(partition);
        taken.merge(partition.topic(), (long) records.size(), Long::sum);
        long next = records.get(records.size() - 1).offset() + 1;
        try {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            log.info(
                    "an offset of {} was not committed; what is behind it may come again: {}", partition, e.toString());
        }
    }

    /** @throws CommandProblem when there is no such source, or it is disabled */
    private Registered source(String topic) {
        Registered source = sources.find(settings.sources().getOrDefault(topic, ""));
        if (!source.enabled()) {
            throw new CommandProblem.NotFound("source-disabled", "The source of " + topic + " is disabled.");
        }
        return source;
    }

    private void wait(Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset, RuntimeException why) {
        String reason = why instanceof Problem problem ? problem.detail() : String.valueOf(why);
        if (!reason.equals(waiting.put(partition, reason))) {
            log.warn("{} waits at offset {}: {}", partition, offset, reason, why instanceof Problem ? null : why);
        }
        consumer.seek(partition, offset);
        consumer.pause(List.of(partition));
        resumeAt = System.nanoTime() + PAUSE.toNanos();
    }

    private static Message message(ConsumerRecord<byte[], byte[]> consumed) {
        String place = consumed.topic() + "/" + consumed.partition() + "/" + consumed.offset();
        // With its time: a topic that was deleted and made again counts its offsets anew.
        String id = UUID.nameUUIDFromBytes((place + "/" + consumed.timestamp()).getBytes(StandardCharsets.UTF_8))
                .toString();
        Instant at = consumed.timestamp() > 0 ? Instant.ofEpochMilli(consumed.timestamp()) : Instant.MAX;
        return new Message(
                "kafka-" + id,
                Map.of("topic", consumed.topic(), "partition", consumed.partition(), "offset", consumed.offset()),
                consumed.value() == null ? new byte[0] : consumed.value(),
                at);
    }

    private KafkaStatus look(Consumer<byte[], byte[]> consumer) {
        List<KafkaStatus.Topic> topics = settings.sources().entrySet().stream()
                .map(topic -> topic(consumer, topic.getKey(), topic.getValue()))
                .toList();
        if (consumer.assignment().isEmpty()) {
            return new KafkaStatus(State.JOINING, "No partition was given to this process.", topics);
        }
        if (!waiting.isEmpty()) {
            return new KafkaStatus(State.WAITING, waiting.values().iterator().next(), topics);
        }
        if (silent(consumer)) {
            return new KafkaStatus(State.WAITING, "No broker answers.", topics);
        }
        return new KafkaStatus(State.RUNNING, null, topics);
    }

    private KafkaStatus.Topic topic(Consumer<byte[], byte[]> consumer, String topic, String sourceId) {
        List<TopicPartition> partitions = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
        long lag = partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
        return new KafkaStatus.Topic(topic, sourceId, partitions.size(), taken.getOrDefault(topic, 0L), lag);
    }

    /** The client itself only goes on trying. */
    private static boolean silent(Consumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Number seconds
                        && seconds.doubleValue() > SILENT_SECONDS);
    }
}
