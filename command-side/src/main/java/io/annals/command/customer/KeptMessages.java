package io.annals.command.customer;

import io.annals.command.Commands;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells which messages are kept already. What many requests ask at the same time becomes one query: while one is being
 * answered the next gathers, as appends do.
 */
final class KeptMessages implements AutoCloseable {

    /** Keeps a query short; whoever comes later waits for the next one. */
    private static final int MOST_QUESTIONS = 500;

    private final JdbcTemplate database;
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "kept-messages");
    private volatile boolean closed;

    private record Question(Collection<UUID> ids, CompletableFuture<Set<UUID>> answer) {}

    KeptMessages(DataSource database) {
        this.database = new JdbcTemplate(database);
        thread.setDaemon(true);
        thread.start();
    }

    /** Those of the ids that are kept, and perhaps ids that others asked about. */
    Set<UUID> among(Collection<UUID> ids) {
        Question question = new Question(ids, new CompletableFuture<>());
        questions.add(question);
        try {
            return question.answer().join();
        } catch (CompletionException e) {
            throw Commands.asFailure(e.getCause());
        }
    }

    private void run() {
        while (!closed) {
            List<Question> gathered = new ArrayList<>();
            try {
                gathered.add(questions.take());
                questions.drainTo(gathered, MOST_QUESTIONS);
                Set<UUID> kept = query(gathered);
                gathered.forEach(question -> question.answer().complete(kept));
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException failure) {
                gathered.forEach(question -> question.answer().completeExceptionally(failure));
            }
        }
    }

    private Set<UUID> query(List<Question> gathered) {
        Object[] ids =
                gathered.stream().flatMap(question -> question.ids().stream()).toArray();
        return database.execute((ConnectionCallback<Set<UUID>>) connection -> {
            Set<UUID> kept = new HashSet<>();
            Array array = connection.createArrayOf("uuid", ids);
            try (PreparedStatement query = connection.prepareStatement("select id from message where id = any (?)")) {
                query.setArray(1, array);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        kept.add(rows.getObject(1, UUID.class));
                    }
                }
            }
            return kept;
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
