package io.annals.command.tracking;

import io.annals.command.CommandProblem;
import io.annals.command.CommandProblem.Busy;
import io.annals.command.CommandProblem.MethodNotAllowed;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.CommandProblem.Unreadable;
import io.annals.command.Commands;
import io.annals.command.hook.Hooks;
import io.annals.command.source.PresentedKey;
import io.annals.command.source.Sources;
import io.annals.command.source.Sources.Registered;
import io.annals.command.tracking.Reception.Delivery;
import io.annals.contracts.Problem;
import io.annals.eventstore.EventLog;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link Paths} client SDKs call. A servlet of its own, because everything a web framework does for a request
 * (content negotiation, forms, multipart) is in the way here: the body's declared type is often wrong.
 */
final class TrackingServlet extends HttpServlet {

    private static final List<String> METHODS = List.of("OPTIONS", "POST", "GET");
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(TrackingServlet.class);

    /** Bodies being worked on at once, in bytes; a parsed body takes up to twenty times as much. */
    static final int MOST_BYTES_AT_ONCE = 32 * 1024 * 1024;

    private final transient Sources sources;
    private final transient Reception reception;
    private final transient Hooks hooks;
    private final transient EventLog eventLog;
    private final transient Clock clock;
    private final Duration patience;
    private final Semaphore room = new Semaphore(MOST_BYTES_AT_ONCE);

    /** @param patience how long a client may take to send its body */
    TrackingServlet(
            Sources sources, Reception reception, Hooks hooks, EventLog eventLog, Clock clock, Duration patience) {
        this.sources = sources;
        this.reception = reception;
        this.hooks = hooks;
        this.eventLog = eventLog;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        Cors.preflight(request, response);
    }

    /** What the container would say to another method is no problem document. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
            return;
        }
        response.setHeader("Allow", String.join(", ", METHODS));
        Answers.problem(request, response, new MethodNotAllowed());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        respond(request, response, this::tell);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        respond(request, response, this::take);
    }

    private interface Work {
        void on(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static void respond(HttpServletRequest request, HttpServletResponse response, Work work)
            throws IOException {
        Cors.allow(request, response);
        try {
            work.on(request, response);
        } catch (CommandProblem problem) {
            Answers.problem(request, response, problem);
        } catch (RuntimeException e) {
            if (!(Commands.asFailure(e) instanceof Problem problem)) {
                log.error("a tracking request failed", e);
                throw e;
            }
            Answers.problem(request, response, problem);
        }
    }

    /** Settings, when a client asks for them; else what an image's address says. */
    private void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        String key = Paths.segmentSettings(path);
        if (key != null) {
            open(key);
            Answers.json(response, ClientSettings.segment(request, key));
            return;
        }
        if (Paths.rudderSettings(path)) {
            String presented = PresentedKey.of(request);
            String given =
                    presented == null ? Query.of(request.getQueryString()).get("writeKey") : presented;
            Answers.json(response, ClientSettings.rudder(open(given)));
            return;
        }
        take(request, response);
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (Paths.clientMetrics(request.getMethod(), path)) {
            Answers.success(response, eventLog.head());
            return;
        }
        String hooked = Paths.hooked(path);
        if (hooked != null && request.getMethod().equals("POST")) {
            takeHook(hooked, request, response);
            return;
        }
        Dialect dialect = Paths.taking(request.getMethod(), path);
        if (dialect == null && !Paths.methods(path).isEmpty()) {
            response.setHeader("Allow", String.join(", ", Paths.methods(path)));
            throw new MethodNotAllowed();
        }
        if (dialect == null) {
            throw new NotFound("path-unknown", "There is no such call in the tracking API.");
        }
        Query query = Query.of(request.getQueryString());
        String presented = PresentedKey.of(request);
        Registered source = presented == null ? null : open(presented);
        byte[] body = dialect.unpacked(query, Body.read(request, patience));
        Instant receivedAt = now();
        takeRoom(body);
        try {
            Said said = dialect.read(query, body);
            Registered from = source == null ? open(said.writeKey()) : source;
            if (said.items() == null) {
                throw new Unreadable("batch-missing", "A batch needs an array \"batch\", or data_list.");
            }
            Delivery delivery = new Delivery(said, request.getRemoteAddr(), receivedAt, null);
            Outcomes outcomes = reception.take(from, List.of(delivery), receivedAt);
            answer(request, response, query, outcomes);
        } finally {
            room.release(body.length);
        }
    }

    /** What a third party tells, signed over the body. */
    private void takeHook(String sourceId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = Body.read(request, patience);
        Instant receivedAt = now();
        takeRoom(body);
        try {
            Registered source = hooks.open(sourceId, request::getHeader, body, receivedAt);
            Json.Document document = Json.read(body);
            Map<String, Object> said = hooks.said(source, document.fields(), request::getHeader, receivedAt);
            HookDelivery delivery = new HookDelivery(
                    said, body.length, document.whole().tooDeep(), request.getRemoteAddr(), receivedAt);
            Outcomes outcomes = reception.take(source, List.of(delivery.through(hooks, source)), receivedAt);
            answer(request, response, Query.of(request.getQueryString()), outcomes);
        } finally {
            room.release(body.length);
        }
    }

    private void takeRoom(byte[] body) {
        if (!room.tryAcquire(body.length)) {
            throw new Busy("More is coming in than can be stored; try again in a second.");
        }
    }

    /** Milliseconds: what clients send, and what every reader of the log can keep. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Query query, Outcomes outcomes)
            throws IOException {
        if (query.get("verbose") != null) {
            Answers.verbose(response, eventLog.head(), outcomes);
            return;
        }
        if (request.getMethod().equals("GET")) {
            Answers.image(response, eventLog.head());
            return;
        }
        Answers.success(response, eventLog.head());
    }

    private Registered open(@Nullable String key) {
        if (key == null) {
            throw new Unauthenticated("write-key-missing", "Send the source's write key.");
        }
        return sources.open(key);
    }
}
