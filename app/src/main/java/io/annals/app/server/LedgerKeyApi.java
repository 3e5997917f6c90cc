package io.annals.app.server;

import io.annals.contracts.Problem;
import io.annals.eventstore.ledger.LedgerKeeper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "audit")
class LedgerKeyApi {

    /** @param keyId of the key that signs from now on */
    record LedgerKey(String keyId) {}

    private final ObjectProvider<LedgerKeeper> keeper;

    LedgerKeyApi(ObjectProvider<LedgerKeeper> keeper) {
        this.keeper = keeper;
    }

    @PostMapping("/api/audit/ledger/keys")
    @Operation(
            operationId = "changeLedgerKey",
            summary = "Sign the ledger with a fresh key, which the one in force vouches for; asked of the process that"
                    + " keeps the ledger")
    LedgerKey change() throws InterruptedException {
        LedgerKeeper here = keeper.getIfAvailable();
        if (here == null) {
            throw new KeptElsewhere();
        }
        return new LedgerKey(here.changeKey().orElseThrow(KeptElsewhere::new));
    }

    private static final class KeptElsewhere extends RuntimeException implements Problem {
        private static final long serialVersionUID = 1L;

        @Override
        public String code() {
            return "ledger-elsewhere";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String detail() {
            return "this process does not keep the ledger now; ask another one with the role command";
        }
    }
}
