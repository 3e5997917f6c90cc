package io.annals.query.view;

import io.annals.contracts.view.Replay;
import io.annals.contracts.view.ViewsStatus;
import io.annals.projections.ViewReplays;
import io.annals.projections.ViewStatuses;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "views", description = "How the read models are doing, and their rebuilding")
@RestController
@RequestMapping(path = "/api/views", produces = MediaType.APPLICATION_JSON_VALUE)
class ViewQueryApi {

    private final ViewStatuses views;
    private final ObjectProvider<ViewReplays> replays;

    ViewQueryApi(ViewStatuses views, ObjectProvider<ViewReplays> replays) {
        this.views = views;
        this.replays = replays;
    }

    @Operation(operationId = "findViews", summary = "How far each view has come, what it parked, and its replay")
    @GetMapping
    ViewsStatus all() {
        return new ViewsStatus(views.head(), views.all());
    }

    @Operation(
            operationId = "startReplay",
            summary = "Rebuild a view from the first event on, beside the one that goes on serving")
    @PostMapping("/{view}/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replay start(@PathVariable String view) {
        return here().start(view);
    }

    @Operation(operationId = "findReplay", summary = "The replay under way, or the last one")
    @GetMapping("/{view}/replays/current")
    Replay current(@PathVariable String view) {
        return here().current(view);
    }

    @Operation(
            operationId = "acceptReplay",
            summary = "Let a rebuilt view serve although it differs from the one that did")
    @PostMapping("/{view}/replays/current/accept")
    Replay accept(@PathVariable String view) {
        return here().accept(view);
    }

    @Operation(operationId = "abandonReplay", summary = "Drop the rebuilt view and keep the one that serves")
    @PostMapping("/{view}/replays/current/abandon")
    Replay abandon(@PathVariable String view) {
        return here().abandon(view);
    }

    @Operation(
            operationId = "retryParkedStream",
            summary = "Fold a parked stream afresh; answers how the views are once it is no longer parked")
    @PostMapping("/{view}/parked/{stream}/retry")
    ViewsStatus retry(@PathVariable String view, @PathVariable String stream) {
        here().retry(view, stream);
        return all();
    }

    private ViewReplays here() {
        ViewReplays here = replays.getIfAvailable();
        if (here == null) {
            throw new QueryProblem.ReplaysElsewhere();
        }
        return here;
    }
}
