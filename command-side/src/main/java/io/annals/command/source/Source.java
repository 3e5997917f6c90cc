package io.annals.command.source;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.contracts.source.ChangeSourceCleaning;
import io.annals.contracts.source.ChangeSourceDeclaration;
import io.annals.contracts.source.ChangeSourceHook;
import io.annals.contracts.source.CleaningSettings;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.CreateSource;
import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.HookSettings;
import io.annals.contracts.source.ReviseSource;
import io.annals.contracts.source.RotateHookSecret;
import io.annals.contracts.source.RotateSourceKey;
import io.annals.contracts.source.SourceEvent.SourceCleaningChanged;
import io.annals.contracts.source.SourceEvent.SourceCreated;
import io.annals.contracts.source.SourceEvent.SourceDeclarationChanged;
import io.annals.contracts.source.SourceEvent.SourceDisabled;
import io.annals.contracts.source.SourceEvent.SourceEnabled;
import io.annals.contracts.source.SourceEvent.SourceHookChanged;
import io.annals.contracts.source.SourceEvent.SourceHookSecretRotated;
import io.annals.contracts.source.SourceEvent.SourceKeyRotated;
import io.annals.contracts.source.SourceEvent.SourcePolicyChanged;
import io.annals.contracts.source.SourceEvent.SourceRenamed;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Where behaviours come from: a web shop, an app, a till. */
@Aggregate(type = "source")
class Source {

    @AggregateIdentifier
    private String sourceId;

    private String name = "";
    private ConsentPolicy consentPolicy = ConsentPolicy.required();
    private CleaningSettings cleaning = CleaningSettings.standard();
    private Declaration declaration = Declaration.none();
    private boolean enabled;

    /** Until when each key opens the source; the one given last has no end. */
    private final Map<String, Instant> keys = new TreeMap<>();

    /** Likewise of the secrets it shares with a third party, by their ids. */
    private final Map<String, Instant> hookSecrets = new TreeMap<>();

    @Nullable
    private HookSettings hook;

    Source() {}

    @CommandHandler
    Source(CreateSource command) {
        apply(new SourceCreated(
                command.sourceId(),
                command.name(),
                command.consentPolicy(),
                command.writeKeyHash(),
                command.by(),
                command.at()));
    }

    @CommandHandler
    void decide(ReviseSource command) {
        if (command.name() != null && !command.name().equals(name)) {
            apply(new SourceRenamed(sourceId, command.name(), command.by(), command.at()));
        }
        if (command.consentPolicy() != null && !command.consentPolicy().equals(consentPolicy)) {
            apply(new SourcePolicyChanged(sourceId, command.consentPolicy(), command.by(), command.at()));
        }
        if (command.enabled() != null && command.enabled() != enabled) {
            apply(
                    enabled
                            ? new SourceDisabled(sourceId, command.by(), command.at())
                            : new SourceEnabled(sourceId, command.by(), command.at()));
        }
    }

    @CommandHandler
    void decide(ChangeSourceCleaning command) {
        if (!command.cleaning().equals(cleaning)) {
            apply(new SourceCleaningChanged(sourceId, command.cleaning(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void decide(RotateSourceKey command) {
        Map<String, Instant> former = ending(keys, command.at(), command.formerKeysUntil());
        apply(new SourceKeyRotated(sourceId, command.writeKeyHash(), former, command.by(), command.at()));
    }

    @CommandHandler
    void decide(ChangeSourceDeclaration command) {
        if (!command.declaration().equals(declaration)) {
            apply(new SourceDeclarationChanged(sourceId, command.declaration(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void decide(ChangeSourceHook command) {
        if (!command.hook().equals(hook)) {
            apply(new SourceHookChanged(sourceId, command.hook(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void decide(RotateHookSecret command) {
        Map<String, Instant> former = ending(hookSecrets, command.at(), command.formerUntil());
        apply(new SourceHookSecretRotated(
                sourceId, command.secretId(), command.sealed(), former, command.by(), command.at()));
    }

    /** Those that still hold, none of them longer than {@code until}. */
    private static Map<String, Instant> ending(Map<String, Instant> held, Instant now, Instant until) {
        Map<String, Instant> ending = new TreeMap<>();
        held.forEach((name, ends) -> {
            if (ends.isAfter(now)) {
                ending.put(name, ends.isBefore(until) ? ends : until);
            }
        });
        return ending;
    }

    @EventSourcingHandler
    void evolve(SourceCreated event) {
        sourceId = event.sourceId();
        name = event.name();
        consentPolicy = event.consentPolicy();
        enabled = true;
        keys.put(event.writeKeyHash(), Instant.MAX);
    }

    @EventSourcingHandler
    void evolve(SourceRenamed event) {
        name = event.name();
    }

    @EventSourcingHandler
    void evolve(SourcePolicyChanged event) {
        consentPolicy = event.consentPolicy();
    }

    @EventSourcingHandler
    void evolve(SourceCleaningChanged event) {
        cleaning = event.cleaning();
    }

    @EventSourcingHandler
    void evolve(SourceDisabled event) {
        enabled = false;
    }

    @EventSourcingHandler
    void evolve(SourceEnabled event) {
        enabled = true;
    }

    @EventSourcingHandler
    void evolve(SourceKeyRotated event) {
        keys.putAll(event.formerKeys());
        keys.put(event.writeKeyHash(), Instant.MAX);
    }

    @EventSourcingHandler
    void evolve(SourceDeclarationChanged event) {
        declaration = event.declaration();
    }

    @EventSourcingHandler
    void evolve(SourceHookChanged event) {
        hook = event.hook();
    }

    @EventSourcingHandler
    void evolve(SourceHookSecretRotated event) {
        hookSecrets.putAll(event.formerSecrets());
        hookSecrets.put(event.secretId(), Instant.MAX);
    }
}
