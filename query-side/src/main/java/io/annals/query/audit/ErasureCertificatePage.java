package io.annals.query.audit;

import io.annals.contracts.customer.ErasureCertificate;
import io.annals.contracts.customer.ErasureCertificate.Purged;
import io.annals.contracts.customer.ErasureEvent.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The certificate for people: one page that prints, each line in both languages, nothing loaded from elsewhere. */
final class ErasureCertificatePage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="zh">
            <head>
            <meta charset="utf-8">
            <title>数据删除证明 · Certificate of erasure</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 46em; margin: 3em auto; padding: 0 1em; color: #111; }
            h1 { font-size: 1.5em; } table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: left; vertical-align: top; padding: .4em .6em; border-bottom: 1px solid #ccc; }
            th { width: 38%%; font-weight: 600; } code { font-size: .9em; overflow-wrap: anywhere; }
            @media print { body { margin: 0; } }
            </style>
            </head>
            <body>
            <h1>数据删除证明 · Certificate of erasure</h1>
            <p>下列客户的全部个人数据已不可恢复地删除：加密密钥已销毁，读取模型已清除。<br>
            All personal data of this customer has been erased beyond recovery: the encryption keys are destroyed, the read
            models are purged.</p>
            <table>
            %s</table>
            <p>编号为随机数，不含个人信息。事件的密文留在日志中，无法解密，历史的完整性因此仍可验证。<br>
            The ids are random and say nothing about the person. The events' ciphertext stays in the log, where nobody can
            open it, so that the integrity of the history can still be verified.</p>
            </body>
            </html>
            """;

    private ErasureCertificatePage() {}

    static String of(ErasureCertificate certificate) {
        ErasureCertificate.Events events = certificate.events();
        List<String> lines = List.of(
                line("客户 · Customer", code(certificate.customerId())),
                line("全部数据流 · All streams", list(certificate.customers())),
                line("删除时间（UTC） · Erased at (UTC)", text(certificate.at())),
                line("请求 · Request", code(certificate.requestId())),
                line("原因 · Reason", reason(certificate.reason())),
                line("执行者 · Carried out by", text(certificate.actor())),
                line("日志位点 · Position in the log", text(certificate.position())),
                line("已删除事件 · Events erased", text(events.count())),
                line("事件位点 · Their positions", text(events.firstPosition() + " – " + events.lastPosition())),
                line("记录时间（UTC） · Recorded (UTC)", text(events.first() + " – " + events.last())),
                line("事件种类 · Kinds", kinds(events.kinds())),
                line("已销毁密钥 · Keys destroyed", text(certificate.keysDestroyed())),
                line("剩余密钥 · Keys left", text(certificate.keysLeft())),
                line("读取模型 · Read models", views(certificate.views())),
                line("出具时间（UTC） · Issued (UTC)", text(certificate.issuedAt())));
        return PAGE.formatted(String.join("", lines));
    }

    private static String line(String name, String value) {
        return "<tr><th>" + name + "</th><td>" + value + "</td></tr>\n";
    }

    private static String reason(Reason reason) {
        return switch (reason) {
            case SUBJECT_REQUEST -> "个人请求 · asked by the person";
            case CONSENT_WITHDRAWN -> "撤回同意 · consent withdrawn";
            case NO_LONGER_NEEDED -> "目的已实现或不再需要 · no longer needed";
            case OBJECTION -> "反对处理 · objection";
            case UNLAWFUL -> "处理违法 · unlawful processing";
            case LEGAL_OBLIGATION -> "法定义务 · legal obligation";
        };
    }

    private static String text(Object value) {
        return HtmlUtils.htmlEscape(String.valueOf(value));
    }

    private static String code(String value) {
        return "<code>" + text(value) + "</code>";
    }

    private static String list(List<String> values) {
        return values.stream().map(ErasureCertificatePage::code).collect(Collectors.joining("<br>"));
    }

    private static String kinds(Map<String, Long> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> code(kind.getKey()) + " " + kind.getValue())
                .collect(Collectors.joining("<br>"));
    }

    private static String views(List<Purged> views) {
        return views.stream()
                .map(view -> code(view.view()) + " " + (view.purged() ? "已清除 · purged, " : "处理中 · under way, ")
                        + view.position())
                .collect(Collectors.joining("<br>"));
    }
}
