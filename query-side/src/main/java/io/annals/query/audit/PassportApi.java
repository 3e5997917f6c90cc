package io.annals.query.audit;

import io.annals.contracts.audit.PassportView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "audit")
@RestController
@RequestMapping("/api/customers/{id}")
class PassportApi {

    private final Passports passports;
    private final Clock clock;

    PassportApi(Passports passports, Clock clock) {
        this.passports = passports;
        this.clock = clock;
    }

    @Operation(
            operationId = "findPassport",
            summary =
                    "Everything held about a person, for that person: every event, decision, consent and reader, unmasked")
    @GetMapping(path = "/passport", produces = MediaType.APPLICATION_JSON_VALUE)
    PassportView passport(@PathVariable String id) {
        return passports.of(id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Operation(operationId = "printPassport", summary = "The passport as a page to print, in Chinese and English")
    @GetMapping(path = "/passport.html", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@PathVariable String id) {
        return PassportPage.of(passport(id));
    }
}
