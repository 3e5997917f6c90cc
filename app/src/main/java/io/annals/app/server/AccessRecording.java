package io.annals.app.server;

import io.annals.app.server.Access.Trace;
import io.annals.contracts.access.Role;
import io.annals.contracts.audit.AuditEvent.AccessRecorded;
import io.annals.contracts.audit.AuditEvent.Kind;
import io.annals.eventstore.access.AccessTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerMapping;

/** What the access log says of a request. */
final class AccessRecording {

    private static final String REASON_HEADER = "Annals-Reason";

    /** Begins with a letter, so that it is no phone number, and has no blank or @: it stays when a person is erased. */
    private static final Pattern REFERENCE = Pattern.compile("\\p{L}[\\p{L}\\p{N}._:#/-]{0,63}");

    /** What was typed in place of an id could be a person's name. */
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    /** Nothing happened when they showed nobody: only counts, or nothing found. */
    private static final Set<Kind> ABOUT_PEOPLE = EnumSet.of(Kind.CUSTOMER, Kind.HISTORY, Kind.SEARCH);

    private final AccessTrail trail;
    private final Clock clock;
    private final Map<String, Optional<Access>> lines = new ConcurrentHashMap<>();

    AccessRecording(AccessTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** {@code null} for what is not recorded. */
    @Nullable
    Trace trace(HttpServletRequest request) {
        return line(request).map(Access::trace).orElse(null);
    }

    /**
     * Returns once it is durable.
     *
     * @param shown whom the answer shows, beside whom the request names
     */
    void record(HttpServletRequest request, Collection<String> shown) {
        Trace trace = trace(request);
        List<String> concerned = concerned(request, shown);
        Authentication bearer = SecurityContextHolder.getContext().getAuthentication();
        if (trace == null || bearer == null || (ABOUT_PEOPLE.contains(trace.kind()) && concerned.isEmpty())) {
            return;
        }
        trail.record(new AccessRecorded(
                UUID.randomUUID().toString(),
                trace.kind(),
                request.getMethod() + " " + pattern(request),
                trace.fields(),
                bearer.getName(),
                roles(bearer),
                reason(request),
                RequestIds.of(request),
                concerned,
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** @throws ReasonInvalid when it could say who somebody is */
    static @Nullable String reason(HttpServletRequest request) {
        String header = request.getHeader(REASON_HEADER);
        String given = header == null ? parameter(request, "accessReason") : header;
        if (given == null || given.isBlank()) {
            return null;
        }
        if (!REFERENCE.matcher(given.strip()).matches()) {
            throw new ReasonInvalid();
        }
        return given.strip();
    }

    static List<Role> roles(Authentication bearer) {
        return bearer.getAuthorities().stream()
                .map(granted -> Role.valueOf(String.valueOf(granted.getAuthority())))
                .sorted()
                .toList();
    }

    private static List<String> concerned(HttpServletRequest request, Collection<String> shown) {
        TreeSet<String> concerned = new TreeSet<>(shown);
        String named = named(request);
        if (named != null && ID.matcher(named).matches()) {
            concerned.add(named);
        }
        return List.copyOf(concerned);
    }

    private static @Nullable String named(HttpServletRequest request) {
        if (!pattern(request).startsWith("/api/customers/{id}")) {
            return parameter(request, "customer");
        }
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? (String) variables.get("id")
                : null;
    }

    /** From the address alone: asked for otherwise, a form's body would be read away. */
    private static @Nullable String parameter(HttpServletRequest request, String name) {
        return request.getQueryString() == null ? null : request.getParameter(name);
    }

    private Optional<Access> line(HttpServletRequest request) {
        return lines.computeIfAbsent(
                request.getMethod() + " " + pattern(request), key -> Access.of(request.getMethod(), pattern(request)));
    }

    private static String pattern(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }
}
