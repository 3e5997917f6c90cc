package io.annals.query.segment;

import io.annals.contracts.segment.Rule;
import io.annals.contracts.segment.RuleReader;
import io.annals.contracts.segment.SegmentPreview;
import io.annals.contracts.segment.SegmentVocabulary;
import io.annals.projections.ViewStatuses;
import io.annals.projections.customer.CustomerSearch;
import io.annals.query.Freshness;
import io.annals.query.Parameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "segments", description = "Whom a rule means")
@RestController
@RequestMapping(path = "/api/segments", produces = MediaType.APPLICATION_JSON_VALUE)
class SegmentQueryApi {

    private final CustomerSearch search;
    private final ViewStatuses views;
    private final Freshness freshness;
    private final Clock clock;

    SegmentQueryApi(CustomerSearch search, ViewStatuses views, Freshness freshness, Clock clock) {
        this.search = search;
        this.views = views;
        this.freshness = freshness;
        this.clock = clock;
    }

    /** @param sampleSize 0 to 100, 10 unless told */
    record PreviewSegment(
            @Schema(ref = "#/components/schemas/Rule", requiredMode = RequiredMode.REQUIRED) @Nullable Object rule,
            @Nullable Integer sampleSize) {}

    @Operation(
            operationId = "countSegment",
            summary = "How many customers a rule means at this moment, and some of them",
            description = "Only customers who allow profiling are counted. Days of a did clause are UTC calendar days, "
                    + "today included.")
    @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    SegmentPreview preview(
            @RequestBody PreviewSegment request, @RequestParam(required = false) @Nullable Long minPosition) {
        int sample = Parameters.between("sampleSize", request.sampleSize(), 0, 100, 10);
        Rule rule = RuleReader.read(request.rule());
        if (freshness.await(minPosition, CustomerSearch.VIEW)) {
            search.refresh();
        }
        return search.preview(rule, sample, clock.instant(), views.position(CustomerSearch.VIEW));
    }

    @Operation(
            operationId = "findSegmentVocabulary",
            summary = "What a rule can be built from: traits with their most frequent values, events, totals")
    @GetMapping("/vocabulary")
    SegmentVocabulary vocabulary() {
        return search.vocabulary(clock.instant());
    }
}
