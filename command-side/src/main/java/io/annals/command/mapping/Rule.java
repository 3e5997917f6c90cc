package io.annals.command.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rows become calls of one type.
 *
 * @param when each names a column and the texts it may have; all must hold
 * @param unless each names a column and the texts it may not have
 * @param group absent where each row is a call
 */
public record Rule(
        String type,
        List<Condition> when,
        List<Condition> unless,
        @Nullable Group group,
        Repeat repeat,
        Value messageId,
        Timestamp timestamp,
        Value.Fields fields) {

    public record Condition(String column, List<String> texts) {

        boolean holds(Row row) {
            return texts.contains(row.text(column));
        }
    }

    /** @param most rows that one call may hold; a longer group is told in parts */
    public record Group(Value by, Order rows, int most) {

        /** What the rows of one call have in common. */
        public Object key(Row row) throws Unfit {
            Object key = by.of(new Rows(List.of(row), 1));
            if (key == null) {
                throw new Unfit("it belongs to no group");
            }
            return key;
        }
    }

    public enum Order {
        /** A group ends where the next begins. */
        ADJACENT,
        /** A group may go on anywhere, so all of them are held until the file ends. */
        SCATTERED
    }

    public enum Repeat {
        ALWAYS,
        /** A call that says what the last one about the same person said is not made. */
        WHEN_CHANGED
    }

    public boolean concerns(Row row) {
        return when.stream().allMatch(condition -> condition.holds(row))
                && unless.stream().noneMatch(condition -> condition.holds(row));
    }

    /** The call, without what makes each call another one: its id and its time. */
    public Map<String, Object> content(Rows rows) throws Unfit {
        Map<String, Object> call = fields.of(rows);
        call.put("type", type);
        if (!call.containsKey("userId") && !call.containsKey("anonymousId")) {
            throw new Unfit("neither userId nor anonymousId says who it was");
        }
        return call;
    }

    public Map<String, Object> call(Map<String, Object> content, Rows rows) throws Unfit {
        Object id = messageId.of(rows);
        if (id == null) {
            throw new Unfit("the messageId is empty");
        }
        content.put("messageId", rows.part() == 1 ? id.toString() : id + "-" + rows.part());
        content.put("timestamp", timestamp.of(rows).toString());
        return content;
    }
}
