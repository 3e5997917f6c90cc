package io.annals.command.preference;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.customer.ConsentDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes the links that stand in messages. */
@RestController
@Tag(name = "Consents")
class PreferenceLinkApi {

    private static final int USUAL_DAYS = 60;
    private static final int MOST_DAYS = 400;

    private final PreferenceLinks links;
    private final ConsentDesk consents;
    private final String publicUrl;
    private final Clock clock;

    PreferenceLinkApi(PreferenceLinks links, ConsentDesk consents, String publicUrl, Clock clock) {
        this.links = links;
        this.consents = consents;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** @param days how long the link opens anything; 60 when absent */
    record LinkBody(@Nullable Integer days) {}

    /** @param headers for an e-mail: List-Unsubscribe and List-Unsubscribe-Post (RFC 8058) */
    record LinkView(String url, Instant expires, Map<String, String> headers) {}

    @PostMapping("/api/customers/{id}/preference-links")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createPreferenceLink",
            summary = "A signed link with which the customer sees and changes what they allow, and unsubscribes",
            description = "Whoever holds it acts as the customer: it belongs into a message to them and nowhere else.")
    LinkView create(@PathVariable String id, @RequestBody LinkBody body) {
        int days = body.days() == null ? USUAL_DAYS : body.days();
        if (days < 1 || days > MOST_DAYS) {
            throw new Invalid("days-invalid", "days is from 1 to " + MOST_DAYS + ".");
        }
        Instant now = clock.instant();
        consents.held(id, now); // there is such a customer
        Instant expires = now.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        String url = publicUrl + "/preferences/" + links.mint(id, expires);
        return new LinkView(
                url,
                expires,
                Map.of("List-Unsubscribe", "<" + url + ">", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
}
