package io.annals.command.rehearsal;

import io.annals.command.identity.RulesBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Trying rules of identity on all history before they are published. */
@RestController
@Tag(name = "Identity")
class RehearsalApi {

    private final Rehearsals rehearsals;

    RehearsalApi(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    @PostMapping("/api/identity/rules/rehearse")
    @Operation(
            operationId = "rehearseIdentityRules",
            summary = "Play all history under these rules and report who would be one and who two; nothing changes",
            description = "One at a time; answers 409 rehearsal-running while another is under way. The process that "
                    + "took it knows how it goes.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Report start(@RequestBody RulesBody body) {
        return rehearsals.start(body.read(0));
    }

    @GetMapping("/api/identity/rules/rehearse")
    @Operation(operationId = "findRehearsal", summary = "The rehearsal under way, or the last one")
    Report current() {
        return rehearsals.current();
    }
}
