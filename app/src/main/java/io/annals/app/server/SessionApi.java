package io.annals.app.server;

import io.annals.contracts.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Access")
class SessionApi {

    /** @param roles what the token's bearer may do; an identity provider may give several */
    record Session(String name, List<Role> roles) {}

    @GetMapping("/api/session")
    @Operation(operationId = "findSession", summary = "Says whose token this is")
    Session session(Authentication bearer) {
        return new Session(bearer.getName(), AccessRecording.roles(bearer));
    }
}
