package io.annals.query.audit;

import io.annals.contracts.audit.InclusionProofView;
import io.annals.contracts.audit.LedgerHeadView;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.ledger.Ledger;
import io.annals.eventstore.ledger.Ledger.SignedHead;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Proofs as they are shown: hashes in hexadecimal digits, bytes in Base64. */
final class SignedProofs {

    private static final HexFormat HEX = HexFormat.of();

    private final Ledger ledger;
    private final EventLog log;

    SignedProofs(Ledger ledger, EventLog log) {
        this.ledger = ledger;
        this.log = log;
    }

    InclusionProofView of(SignedHead head, long position) {
        Ledger.Inclusion proof = ledger.inclusion(head, position);
        return new InclusionProofView(
                position,
                Base64.getEncoder().encodeToString(proof.entry()),
                hex(proof.leaf()),
                hex(proof.path()),
                view(head));
    }

    /** All of them under the last head, or none when it does not cover all. */
    List<InclusionProofView> of(Collection<Long> positions) {
        return ledger.head()
                .filter(head -> positions.stream().allMatch(position -> position <= head.size()))
                .map(head ->
                        positions.stream().map(position -> of(head, position)).toList())
                .orElse(List.of());
    }

    LedgerHeadView view(SignedHead head) {
        return new LedgerHeadView(
                head.size(),
                hex(head.root()),
                head.statement(),
                head.keyStatement(),
                Math.max(0, log.head() - head.size()));
    }

    static String hex(byte[] hash) {
        return HEX.formatHex(hash);
    }

    static List<String> hex(List<byte[]> path) {
        return path.stream().map(HEX::formatHex).toList();
    }
}
