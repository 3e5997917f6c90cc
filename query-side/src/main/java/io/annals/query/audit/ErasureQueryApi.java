package io.annals.query.audit;

import io.annals.contracts.customer.ErasureCertificate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Erasure")
@RestController
@RequestMapping("/api/customers/{id}/erasure")
class ErasureQueryApi {

    private final ErasureCertificates certificates;
    private final Clock clock;

    ErasureQueryApi(ErasureCertificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    @Operation(
            operationId = "findErasureCertificate",
            summary = "That somebody was forgotten, when, and what of them is left where")
    @GetMapping(path = "/certificate", produces = MediaType.APPLICATION_JSON_VALUE)
    ErasureCertificate certificate(@PathVariable String id) {
        return certificates.of(id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Operation(
            operationId = "printErasureCertificate",
            summary = "The certificate as a page to print, in Chinese and English")
    @GetMapping(path = "/certificate.html", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@PathVariable String id) {
        return ErasureCertificatePage.of(certificate(id));
    }
}
