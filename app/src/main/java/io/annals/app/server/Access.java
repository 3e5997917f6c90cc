package io.annals.app.server;

import static io.annals.contracts.access.Role.ADMINISTRATOR;
import static io.annals.contracts.access.Role.ANALYST;
import static io.annals.contracts.access.Role.AUDITOR;
import static io.annals.contracts.access.Role.INTEGRATION;
import static io.annals.contracts.access.Role.MARKETER;
import static io.annals.contracts.audit.AuditEvent.Fields.CLEAR;
import static io.annals.contracts.audit.AuditEvent.Fields.MASKED;
import static io.annals.contracts.audit.AuditEvent.Fields.NONE;
import static io.annals.contracts.audit.AuditEvent.Fields.SEALED;
import static io.annals.contracts.audit.AuditEvent.Kind.ACCESS_LOG;
import static io.annals.contracts.audit.AuditEvent.Kind.ARRIVALS;
import static io.annals.contracts.audit.AuditEvent.Kind.CERTIFICATE;
import static io.annals.contracts.audit.AuditEvent.Kind.CUSTOMER;
import static io.annals.contracts.audit.AuditEvent.Kind.EXPORT;
import static io.annals.contracts.audit.AuditEvent.Kind.HISTORY;
import static io.annals.contracts.audit.AuditEvent.Kind.OPERATION;
import static io.annals.contracts.audit.AuditEvent.Kind.PASSPORT;
import static io.annals.contracts.audit.AuditEvent.Kind.SEARCH;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.annals.contracts.access.Role;
import io.annals.contracts.audit.AuditEvent.Fields;
import io.annals.contracts.audit.AuditEvent.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which roles an endpoint is open to, and what is recorded of whoever uses it. The server obeys these lines and its
 * description quotes them.
 *
 * @param path a pattern; the first line that fits counts
 * @param trace {@code null} for what shows nobody and changes nothing
 */
record Access(HttpMethod method, String path, List<Role> roles, @Nullable Trace trace) {

    /** @param fields what of people the answer holds */
    record Trace(Kind kind, Fields fields) {}

    static final List<Access> LINES = List.of(
            line(GET, "/api/session", Role.values()),
            line(PUT, "/api/customers/*/consents/*", ADMINISTRATOR, MARKETER, INTEGRATION),
            line(PUT, "/api/customers/*/guardianship", ADMINISTRATOR, MARKETER, INTEGRATION),
            line(GET, "/api/customers/*/consents/*/receipt", ADMINISTRATOR, MARKETER, AUDITOR)
                    .recorded(CUSTOMER, MASKED),
            line(POST, "/api/customers/*/preference-links", ADMINISTRATOR, MARKETER, INTEGRATION),
            line(GET, "/api/customers/*/copy", ADMINISTRATOR).recorded(PASSPORT, CLEAR),
            line(GET, "/api/subject-requests", ADMINISTRATOR, MARKETER, AUDITOR).recorded(SEARCH, NONE),
            line(GET, "/api/subject-requests/*", ADMINISTRATOR).recorded(CUSTOMER, CLEAR),
            line(POST, "/api/subject-requests/*/closing", ADMINISTRATOR),
            line(GET, "/api/purposes", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR, INTEGRATION),
            line(PUT, "/api/purposes", ADMINISTRATOR),
            line(POST, "/api/customers/*/merge", ADMINISTRATOR, MARKETER, INTEGRATION),
            line(POST, "/api/customers/*/unmerge", ADMINISTRATOR, MARKETER, INTEGRATION),
            line(GET, "/api/identity/rules", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(PUT, "/api/identity/rules", ADMINISTRATOR),
            line(GET, "/api/identity/rules/rehearse", ADMINISTRATOR, ANALYST, AUDITOR),
            line(POST, "/api/identity/rules/rehearse", ADMINISTRATOR, ANALYST),
            line(GET, "/api/customers/*/erasure", ADMINISTRATOR, AUDITOR).recorded(CERTIFICATE, NONE),
            line(POST, "/api/customers/*/erasure", ADMINISTRATOR),
            line(GET, "/api/customers/*/erasure/*", ADMINISTRATOR, AUDITOR).recorded(CERTIFICATE, NONE),
            line(POST, "/api/compaction", ADMINISTRATOR),
            line(GET, "/api/customers", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR)
                    .recorded(SEARCH, MASKED),
            line(GET, "/api/customers/*", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR)
                    .recorded(CUSTOMER, MASKED),
            line(GET, "/api/customers/*/history", ADMINISTRATOR, MARKETER, AUDITOR)
                    .recorded(HISTORY, MASKED),
            line(GET, "/api/customers/*/passport", ADMINISTRATOR).recorded(PASSPORT, CLEAR),
            line(GET, "/api/customers/*/passport.html", ADMINISTRATOR).recorded(PASSPORT, CLEAR),
            line(GET, "/api/behaviors", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR)
                    .recorded(HISTORY, MASKED),
            line(POST, "/api/segments/preview", ADMINISTRATOR, MARKETER, ANALYST)
                    .recorded(SEARCH, MASKED),
            line(GET, "/api/segments/vocabulary", ADMINISTRATOR, MARKETER, ANALYST),
            line(GET, "/api/views/**", ADMINISTRATOR, ANALYST, AUDITOR, MARKETER),
            line(POST, "/api/views/**", ADMINISTRATOR),
            line(GET, "/api/status", ADMINISTRATOR, ANALYST, AUDITOR, MARKETER),
            line(GET, "/api/refusals", ADMINISTRATOR, ANALYST, AUDITOR, MARKETER),
            line(GET, "/api/sources", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(POST, "/api/sources", ADMINISTRATOR),
            line(PATCH, "/api/sources/*", ADMINISTRATOR),
            line(POST, "/api/sources/*/keys", ADMINISTRATOR),
            line(GET, "/api/sources/*/cleaning", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(PUT, "/api/sources/*/cleaning", ADMINISTRATOR),
            line(GET, "/api/codes", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(PUT, "/api/codes", ADMINISTRATOR),
            line(POST, "/api/codes/csv", ADMINISTRATOR),
            line(GET, "/api/sources/*/codes", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(PUT, "/api/sources/*/codes", ADMINISTRATOR),
            line(POST, "/api/sources/*/codes/csv", ADMINISTRATOR),
            line(GET, "/api/sources/*/declaration", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(GET, "/api/sources/*/declaration/suggestion", ADMINISTRATOR, ANALYST, AUDITOR),
            line(PUT, "/api/sources/*/declaration", ADMINISTRATOR),
            line(GET, "/api/sources/*/hook", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(PUT, "/api/sources/*/hook", ADMINISTRATOR),
            line(POST, "/api/sources/*/hook/secrets", ADMINISTRATOR),
            line(GET, "/api/sources/*/activity", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR),
            line(GET, "/api/sources/*/live", ADMINISTRATOR, MARKETER, ANALYST, AUDITOR)
                    .recorded(ARRIVALS, MASKED),
            line(GET, "/api/quarantine", ADMINISTRATOR, ANALYST, AUDITOR).recorded(ARRIVALS, MASKED),
            line(POST, "/api/quarantine/*/release", ADMINISTRATOR),
            line(DELETE, "/api/quarantine/*", ADMINISTRATOR),
            line(GET, "/api/tokens", ADMINISTRATOR, AUDITOR),
            line(POST, "/api/tokens", ADMINISTRATOR),
            line(DELETE, "/api/tokens/*", ADMINISTRATOR),
            line(GET, "/api/audit/accesses", ADMINISTRATOR, AUDITOR).recorded(ACCESS_LOG, NONE),
            line(GET, "/api/audit/report", ADMINISTRATOR, AUDITOR),
            line(GET, "/api/audit/report.html", ADMINISTRATOR, AUDITOR),
            line(GET, "/api/audit/ledger/*", ADMINISTRATOR, AUDITOR),
            line(POST, "/api/audit/ledger/keys", ADMINISTRATOR),
            line(POST, "/api/audit/ledger/verification", ADMINISTRATOR, AUDITOR),
            line(GET, "/api/backup", ADMINISTRATOR).recorded(EXPORT, SEALED));

    private static Access line(HttpMethod method, String path, Role... roles) {
        return new Access(method, path, List.of(roles), method == GET ? null : new Trace(OPERATION, NONE));
    }

    private Access recorded(Kind kind, Fields fields) {
        return new Access(method, path, roles, new Trace(kind, fields));
    }

    /** The line of a path as it is described, such as {@code /api/customers/{id}}. */
    static Optional<Access> of(String method, String path) {
        return LINES.stream()
                .filter(line -> line.method.name().equals(method)
                        && PathPatternParser.defaultInstance.parse(line.path).matches(PathContainer.parsePath(path)))
                .findFirst();
    }
}
