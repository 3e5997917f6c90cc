package io.annals.app.server;

import io.annals.contracts.Problem;
import io.annals.contracts.audit.LedgerVerificationView;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.ledger.LedgerFolder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "audit")
@RequestMapping("/api/audit/ledger/verification")
class LedgerVerificationApi {

    private final LedgerVerifications verifications;

    LedgerVerificationApi(
            EventLog log,
            @Value("${annals.postgres.url}") String url,
            @Value("${annals.ledger.folder}") Path folder,
            @Value("${annals.ledger.key-file}") Path keyFile) {
        this.verifications = new LedgerVerifications(log, url, new LedgerFolder(folder, keyFile), Clock.systemUTC());
    }

    @PostMapping
    @Operation(
            operationId = "verifyLedger",
            summary = "Hash every event anew and compare it with what was signed; answers at once, ask how it goes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    LedgerVerificationView start() {
        return verifications.start();
    }

    @GetMapping
    @Operation(
            operationId = "findLedgerVerification",
            summary = "The verification under way, or the last one; the process that took it knows how it goes")
    LedgerVerificationView current() {
        return verifications.current().orElseThrow(NeverVerified::new);
    }

    private static final class NeverVerified extends RuntimeException implements Problem {
        private static final long serialVersionUID = 1L;

        @Override
        public String code() {
            return "verification-unknown";
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public String detail() {
            return "nobody has verified the ledger since this process started";
        }
    }
}
