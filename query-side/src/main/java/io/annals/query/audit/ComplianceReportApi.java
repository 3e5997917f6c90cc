package io.annals.query.audit;

import io.annals.contracts.audit.ComplianceReportView;
import io.annals.query.Parameters;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "audit")
@RestController
@RequestMapping("/api/audit")
class ComplianceReportApi {

    private static final Duration SPAN = Duration.ofDays(30);

    private final ComplianceReports reports;
    private final Clock clock;

    ComplianceReportApi(ComplianceReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Operation(
            operationId = "reportCompliance",
            summary = "Consents, refusals, erasures, accesses by role and the ledger's state over a period")
    @GetMapping(path = "/report", produces = MediaType.APPLICATION_JSON_VALUE)
    ComplianceReportView report(
            @Parameter(description = "an instant in UTC, included; 30 days before the end unless told")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "an instant in UTC, not included; now unless told")
                    @RequestParam(required = false)
                    @Nullable
                    Instant until) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = until == null ? now : Parameters.instant("until", until);
        Instant begin = from == null ? end.minus(SPAN) : Parameters.instant("from", from);
        if (!begin.isBefore(end)) {
            throw new QueryProblem.ParameterInvalid("from", "must lie before until");
        }
        return reports.of(begin, end, now);
    }

    @Operation(
            operationId = "printComplianceReport",
            summary = "The compliance report as a page to print, in Chinese and English")
    @GetMapping(path = "/report.html", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        return ComplianceReportPage.of(report(from, until));
    }
}
