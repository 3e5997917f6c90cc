package io.annals.command.kafka;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the topics have been followed.
 *
 * @param detail why it is not running
 */
public record KafkaStatus(State state, @Nullable String detail, List<Topic> topics) {

    public enum State {
        /** No partition was given to this process: no broker answers, or others of the group have them all. */
        JOINING,
        RUNNING,
        /** Something cannot be stored; it is tried again, and nothing behind it is skipped. */
        WAITING,
        FAILED
    }

    /**
     * @param partitions that this process follows
     * @param taken messages since the start
     * @param lag messages that are there and were not taken
     */
    public record Topic(String topic, String sourceId, int partitions, long taken, long lag) {}
}
