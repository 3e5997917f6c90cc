package io.annals.command.subject;

import io.annals.command.CommandProblem.Conflict;
import io.annals.command.Commands;
import io.annals.contracts.customer.CorrectionEvent.CorrectionAsked;
import io.annals.contracts.customer.CustomerCommand.AskCorrection;
import io.annals.contracts.customer.SubjectRequestCommand.CloseSubjectRequest;
import io.annals.contracts.customer.SubjectRequestCommand.MakeSubjectRequest;
import io.annals.contracts.customer.SubjectRequestEvent.Kind;
import io.annals.contracts.customer.SubjectRequestEvent.Outcome;
import io.annals.eventstore.ClaimLost;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.ConcurrencyException;

/** Where requests of data subjects are made and closed. */
public final class SubjectRequestDesk {

    private static final int PAGE = 500;

    private final SubjectRequests requests;
    private final Commands commands;
    private final EventLog log;
    private final Duration answerWithin;

    SubjectRequestDesk(SubjectRequests requests, Commands commands, EventLog log, Duration answerWithin) {
        this.requests = requests;
        this.commands = commands;
        this.log = log;
        this.answerWithin = answerWithin;
    }

    /** Asked again while it waits, nothing changes. */
    public void ask(String customer, Kind kind, Instant now) {
        make(UUID.randomUUID().toString(), customer, kind, now);
    }

    public void askCorrection(String customer, String wording, Instant now) {
        String id = UUID.randomUUID().toString();
        if (make(id, customer, Kind.CORRECTION, now)) {
            commands.await(new AskCorrection(customer, id, wording, now));
        }
    }

    /** What the customer waits for. */
    public Set<Kind> waiting(String customer) {
        return requests.openOf(customer).stream()
                .map(SubjectRequests.Asked::kind)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a correction says; empty for other kinds, and once the customer is erased. */
    Optional<String> wording(SubjectRequests.Asked request) {
        if (request.kind() != Kind.CORRECTION) {
            return Optional.empty();
        }
        long sequence = -1;
        while (true) {
            List<LoggedEvent> page = log.readStream(request.customerId(), sequence, PAGE);
            for (LoggedEvent event : page) {
                if (event.payload() instanceof CorrectionAsked asked
                        && asked.requestId().equals(request.requestId())) {
                    return Optional.of(asked.wording());
                }
            }
            if (page.size() < PAGE) {
                return Optional.empty();
            }
            sequence = page.get(page.size() - 1).sequence();
        }
    }

    void close(String id, Outcome outcome, String by, Instant now) {
        if (requests.find(id).outcome() != null) {
            throw new Conflict("request-closed", "This request was closed before.");
        }
        commands.await(new CloseSubjectRequest(id, outcome, by, now));
    }

    private boolean make(String id, String customer, Kind kind, Instant now) {
        try {
            commands.await(new MakeSubjectRequest(id, customer, kind, now.plus(answerWithin), now));
            return true;
        } catch (ClaimLost | ConcurrencyException waitsAlready) {
            return false;
        }
    }
}
