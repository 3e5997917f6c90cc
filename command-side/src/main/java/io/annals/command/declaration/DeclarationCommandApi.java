package io.annals.command.declaration;

import io.annals.command.Commands;
import io.annals.command.declaration.UndeclaredFields.Undeclared;
import io.annals.command.source.SourceDesk;
import io.annals.command.source.Sources;
import io.annals.contracts.source.Declaration;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class DeclarationCommandApi {

    private final Sources sources;
    private final SourceDesk sourceDesk;
    private final DeclarationDesk desk;
    private final UndeclaredFields undeclared;
    private final EventLog eventLog;

    DeclarationCommandApi(
            Sources sources,
            SourceDesk sourceDesk,
            DeclarationDesk desk,
            UndeclaredFields undeclared,
            EventLog eventLog) {
        this.sources = sources;
        this.sourceDesk = sourceDesk;
        this.desk = desk;
        this.undeclared = undeclared;
        this.eventLog = eventLog;
    }

    /** @param undeclared what was said beside since the source declared something, the most frequent first */
    record DeclarationView(Declaration declaration, List<Undeclared> undeclared) {}

    @GetMapping("/api/sources/{id}/declaration")
    @Operation(
            operationId = "findSourceDeclaration",
            summary = "What a source may say, and how often it said anything else")
    DeclarationView find(@PathVariable String id) {
        return view(id);
    }

    @GetMapping("/api/sources/{id}/declaration/suggestion")
    @Operation(
            operationId = "suggestSourceDeclaration",
            summary = "A declaration of what the source said lately, for somebody to shorten")
    Declaration suggest(@PathVariable String id) {
        sources.find(id);
        return Commands.asking(() -> desk.suggest(id));
    }

    @PutMapping("/api/sources/{id}/declaration")
    @Operation(
            operationId = "changeSourceDeclaration",
            summary = "Replace what a source may say; with a mode other than OFF nothing else is kept from now on")
    ResponseEntity<DeclarationView> change(
            @PathVariable String id, @RequestBody DeclarationBody body, HttpServletRequest request) {
        sources.find(id);
        Principal principal = request.getUserPrincipal();
        sourceDesk.declare(id, body.read(), principal == null ? "unknown" : principal.getName());
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(view(id));
    }

    private DeclarationView view(String id) {
        return new DeclarationView(sources.find(id).declaration(), Commands.asking(() -> undeclared.of(id)));
    }
}
