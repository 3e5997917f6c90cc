package io.annals.command;

import io.annals.eventstore.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** Sends commands and tells a store that is away from a command that was refused. */
public final class Commands {

    private final CommandBus bus;

    Commands(CommandBus bus) {
        this.bus = bus;
    }

    /**
     * Completes once what the command caused is durable. Past Axon's gateway, which writes a warning for every command
     * that fails: here a lost race is an ordinary answer.
     */
    public <R> CompletableFuture<R> send(Object command) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        bus.<Object, R>dispatch(
                GenericCommandMessage.asCommandMessage(command), (sent, result) -> complete(answer, result));
        return answer;
    }

    /** Waits until what the command caused is durable. */
    public <R> R await(Object command) {
        return await(this.<R>send(command));
    }

    public <R> R await(CompletableFuture<R> sent) {
        try {
            return sent.join();
        } catch (CompletionException e) {
            throw asFailure(e.getCause());
        }
    }

    /** Asks the database directly, with failures told as those of commands are. */
    public static <T extends @Nullable Object> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw asFailure(e);
        }
    }

    private static <R> void complete(CompletableFuture<R> answer, CommandResultMessage<? extends R> result) {
        if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
            return;
        }
        answer.complete(result.getPayload());
    }

    /** The failure itself, or {@link CommandProblem.Unavailable} when the store is away. */
    public static RuntimeException asFailure(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailable unavailable && unavailable.diskFull()) {
                return new CommandProblem.Unavailable(
                        "store-full",
                        "The event store's disk is full: make room on it, and it goes on; nothing was lost that was"
                                + " acknowledged.");
            }
            if (cause instanceof StoreUnavailable
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException) {
                return new CommandProblem.Unavailable(
                        "store-unavailable",
                        "The event store cannot be reached; nothing was lost that was acknowledged.");
            }
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }
}
