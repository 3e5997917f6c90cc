package io.annals.query.audit;

import static io.annals.query.audit.PrintedPage.code;
import static io.annals.query.audit.PrintedPage.text;

import io.annals.contracts.audit.InclusionProofView;
import io.annals.contracts.customer.ErasureCertificate;
import io.annals.contracts.customer.ErasureCertificate.Purged;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The certificate as a page to print. */
final class ErasureCertificatePage {

    private ErasureCertificatePage() {}

    static String of(ErasureCertificate certificate) {
        ErasureCertificate.Events events = certificate.events();
        List<String> lines = List.of(
                line("客户 · Customer", code(certificate.customerId())),
                line("全部数据流 · All streams", list(certificate.customers())),
                line("删除时间（UTC） · Erased at (UTC)", text(certificate.at())),
                line("请求 · Request", code(certificate.requestId())),
                line("原因 · Reason", EventTerms.of(certificate.reason())),
                line("执行者 · Carried out by", text(certificate.actor())),
                line("日志位点 · Position in the log", text(certificate.position())),
                line("已删除事件 · Events erased", text(events.count())),
                line("事件位点 · Their positions", text(events.firstPosition() + " – " + events.lastPosition())),
                line("记录时间（UTC） · Recorded (UTC)", text(events.first() + " – " + events.last())),
                line("事件种类 · Kinds", kinds(events.kinds())),
                line("已销毁密钥 · Keys destroyed", text(certificate.keysDestroyed())),
                line("剩余密钥 · Keys left", text(certificate.keysLeft())),
                line("读取模型 · Read models", views(certificate.views())),
                line("账本证明 · Ledger proofs", proofs(certificate.proofs())),
                line("出具时间（UTC） · Issued (UTC)", text(certificate.issuedAt())));
        return PrintedPage.of(
                "数据删除证明 · Certificate of erasure",
                """
                <p>下列客户的全部个人数据已不可恢复地删除：加密密钥已销毁，读取模型已清除。<br>
                All personal data of this customer has been erased beyond recovery: the encryption keys are destroyed, the
                read models are purged.</p>
                <table>
                """
                        + String.join("", lines)
                        + """
                </table>
                <p>编号为随机数，不含个人信息。事件的密文留在日志中，无法解密，历史的完整性因此仍可验证。<br>
                The ids are random and say nothing about the person. The events' ciphertext stays in the log, where nobody
                can open it, so that the integrity of the history can still be verified.</p>
                """);
    }

    private static String line(String name, String value) {
        return "<tr><th>" + name + "</th><td>" + value + "</td></tr>\n";
    }

    private static String list(List<String> values) {
        return values.stream().map(PrintedPage::code).collect(Collectors.joining("<br>"));
    }

    private static String kinds(Map<String, Long> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> code(kind.getKey()) + " " + kind.getValue())
                .collect(Collectors.joining("<br>"));
    }

    /** The proofs themselves stand in the JSON; here is what was signed. */
    private static String proofs(List<InclusionProofView> proofs) {
        if (proofs.isEmpty()) {
            return "尚未签名，请稍后再次出具 · not signed yet, ask again in a moment";
        }
        return proofs.stream()
                        .map(proof -> "位点 · position " + proof.position() + " " + code(proof.leaf()))
                        .collect(Collectors.joining("<br>"))
                + "<br>" + code(proofs.get(0).head().statement());
    }

    private static String views(List<Purged> views) {
        return views.stream()
                .map(view -> code(view.view()) + " " + (view.purged() ? "已清除 · purged, " : "处理中 · under way, ")
                        + view.position())
                .collect(Collectors.joining("<br>"));
    }
}
