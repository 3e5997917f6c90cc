package io.annals.command.tracking;

import io.annals.command.CommandProblem;
import io.annals.command.CommandProblem.Busy;
import io.annals.command.CommandProblem.MethodNotAllowed;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.CommandProblem.Unreadable;
import io.annals.command.Commands;
import io.annals.command.source.PresentedKey;
import io.annals.command.source.Sources;
import io.annals.command.source.Sources.Registered;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/*}, as client SDKs call it. A servlet of its own, because everything a web framework does for a request
 * (content negotiation, forms, multipart) is in the way here: the body's declared type is often wrong.
 */
final class TrackingServlet extends HttpServlet {

    private static final List<String> METHODS = List.of("OPTIONS", "POST");
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(TrackingServlet.class);

    /** Bodies being worked on at once, in bytes; a parsed body takes up to twenty times as much. */
    static final int MOST_BYTES_AT_ONCE = 32 * 1024 * 1024;

    private static final String BATCH = "batch";
    private static final String CLIENT_METRICS = "metrics";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("/identify", "identify"),
            Map.entry("/i", "identify"),
            Map.entry("/track", "track"),
            Map.entry("/t", "track"),
            Map.entry("/page", "page"),
            Map.entry("/p", "page"),
            Map.entry("/screen", "screen"),
            Map.entry("/s", "screen"),
            Map.entry("/group", "group"),
            Map.entry("/g", "group"),
            Map.entry("/alias", "alias"),
            Map.entry("/a", "alias"),
            Map.entry("/batch", BATCH),
            Map.entry("/b", BATCH),
            Map.entry("/import", BATCH),
            Map.entry("/m", CLIENT_METRICS));

    private final transient Sources sources;
    private final transient Intake intake;
    private final transient Refusals refusals;
    private final transient EventLog eventLog;
    private final transient Clock clock;
    private final Duration patience;
    private final Semaphore room = new Semaphore(MOST_BYTES_AT_ONCE);

    /** @param patience how long a client may take to send its body */
    TrackingServlet(
            Sources sources, Intake intake, Refusals refusals, EventLog eventLog, Clock clock, Duration patience) {
        this.sources = sources;
        this.intake = intake;
        this.refusals = refusals;
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
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cors.allow(request, response);
        try {
            take(request, response);
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

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String kind = KINDS.get(String.valueOf(request.getPathInfo()));
        if (kind == null) {
            throw new NotFound("path-unknown", "There is no such call in the tracking API.");
        }
        if (kind.equals(CLIENT_METRICS)) {
            Answers.success(response, eventLog.head());
            return;
        }
        String presented = PresentedKey.of(request);
        Registered source = presented == null ? null : open(presented);
        byte[] body = Body.read(request, patience);
        // Milliseconds: what clients send, and what every reader of the log can keep.
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!room.tryAcquire(body.length)) {
            throw new Busy("More is coming in than can be stored; try again in a second.");
        }
        try {
            Json.Document document = Json.read(body);
            Registered from = source == null ? open(inBody(document, request)) : source;
            answer(request, response, store(from, kind, document, request, receivedAt));
        } finally {
            room.release(body.length);
        }
    }

    private Outcomes store(
            Registered source, String kind, Json.Document document, HttpServletRequest request, Instant receivedAt) {
        Map<String, Object> fields = document.fields();
        if (!kind.equals(BATCH)) {
            CallReader reader = new CallReader(source.sourceId(), null, null, request.getRemoteAddr(), receivedAt);
            return storeOne(source, kind, document, reader, receivedAt);
        }
        List<Json.Item> items = document.batch();
        if (items == null) {
            throw new Unreadable("batch-missing", "A batch needs an array \"batch\".");
        }
        CallReader reader = new CallReader(
                source.sourceId(), fields.get("context"), fields.get("sentAt"), request.getRemoteAddr(), receivedAt);
        Outcomes outcomes = new Outcomes(items.size());
        List<Call> calls = new ArrayList<>(items.size());
        for (int index = 0; index < items.size(); index++) {
            Json.Item item = items.get(index);
            try {
                calls.add(reader.read(index, item, null));
            } catch (Rejected rejected) {
                outcomes.rejected(index, rejected);
                refusals.count(source.sourceId(), kindOf(item), rejected.code(), receivedAt);
            }
        }
        intake.store(source, calls, outcomes, receivedAt);
        return outcomes;
    }

    private Outcomes storeOne(
            Registered source, String kind, Json.Document document, CallReader reader, Instant receivedAt) {
        Outcomes outcomes = new Outcomes(1);
        try {
            intake.store(source, List.of(reader.read(0, document.whole(), kind)), outcomes, receivedAt);
        } catch (Rejected rejected) {
            refusals.count(source.sourceId(), kind, rejected.code(), receivedAt);
            throw new Unreadable(rejected.code(), rejected.detail());
        }
        return outcomes;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Outcomes outcomes)
            throws IOException {
        // Asking for the parameter would let the container read the body as a form.
        if (parameter(request, "verbose") != null) {
            Answers.verbose(response, eventLog.head(), outcomes);
            return;
        }
        Answers.success(response, eventLog.head());
    }

    private Registered open(String key) {
        return sources.open(key);
    }

    private static String inBody(Json.Document document, HttpServletRequest request) {
        if (document.fields().get("writeKey") instanceof String key) {
            return key;
        }
        String parameter = parameter(request, "writeKey");
        if (parameter == null) {
            throw new Unauthenticated("write-key-missing", "Send the source's write key.");
        }
        return parameter;
    }

    private static @Nullable String parameter(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** Only our own words become a counter's key. */
    private static String kindOf(Json.Item item) {
        Map<String, Object> fields = item.fields();
        Object type = fields == null ? null : fields.get("type");
        return type instanceof String text && KINDS.containsKey("/" + text) && text.length() > 1 ? text : "unknown";
    }
}
