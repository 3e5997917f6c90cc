package io.annals.command;

import io.annals.eventstore.StoreUnavailable;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Sends commands and tells a store that is away from a command that was refused. */
public final class Commands {

    private final CommandGateway gateway;

    public Commands(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /** Completes once what the command caused is durable. */
    public <R> CompletableFuture<R> send(Object command) {
        return gateway.send(command);
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

    /** The failure itself, or {@link CommandProblem.Unavailable} when the store is away. */
    public static RuntimeException asFailure(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailable
                    || cause instanceof DataAccessException
                    || cause instanceof SQLException) {
                return unavailable();
            }
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }

    public static CommandProblem unavailable() {
        return new CommandProblem.Unavailable(
                "store-unavailable", "The event store cannot be reached; nothing was lost that was acknowledged.");
    }
}
