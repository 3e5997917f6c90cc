package io.annals.app.server;

import io.annals.contracts.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Access")
class SessionApi {

    /** @param role what the token's bearer may do */
    record Session(String name, Role role) {}

    @GetMapping("/api/session")
    @Operation(operationId = "findSession", summary = "Says whose token this is")
    Session session(Authentication bearer) {
        String role = String.valueOf(bearer.getAuthorities().iterator().next().getAuthority());
        return new Session(bearer.getName(), Role.valueOf(role));
    }
}
