package io.annals.query.audit;

import static io.annals.query.audit.PrintedPage.code;
import static io.annals.query.audit.PrintedPage.section;
import static io.annals.query.audit.PrintedPage.table;
import static io.annals.query.audit.PrintedPage.text;

import io.annals.contracts.audit.ComplianceReportView;
import java.util.List;

/** The compliance report as a page to print. */
final class ComplianceReportPage {

    private ComplianceReportPage() {}

    static String of(ComplianceReportView report) {
        return PrintedPage.of(
                "合规报告 · Compliance report",
                "<p>" + text(report.from()) + " – " + text(report.until()) + " (UTC)<br>出具 · issued "
                        + text(report.issuedAt()) + "</p>",
                section(
                        "同意 · Consents",
                        table(
                                List.of("用途 · Purpose", "给予 · Granted", "撤回 · Withdrawn"),
                                report.consents().stream()
                                        .map(each -> List.of(
                                                text(each.purpose()), text(each.granted()), text(each.withdrawn())))
                                        .toList())),
                "<p>已删除者的决定与拒收（用途已不可读） · Decisions and refusals of people erased since, purpose unreadable: "
                        + report.unreadable() + "</p>",
                section(
                        "拒收 · Refused",
                        table(
                                List.of("用途 · Purpose", "原因 · Reason", "数量 · Count"),
                                report.refusals().stream()
                                        .map(each ->
                                                List.of(text(each.purpose()), code(each.reason()), text(each.count())))
                                        .toList())),
                section(
                        "删除 · Erasures",
                        table(
                                List.of("原因 · Reason", "人数 · Persons"),
                                report.erasures().stream()
                                        .map(each -> List.of(EventTerms.of(each.reason()), text(each.persons())))
                                        .toList())),
                section(
                        "访问与操作 · Accesses and operations",
                        table(
                                List.of("种类 · Kind", "角色 · Role", "次数 · Count"),
                                report.accesses().stream()
                                        .map(each -> List.of(
                                                EventTerms.of(each.kind()),
                                                EventTerms.of(each.role()),
                                                text(each.count())))
                                        .toList())),
                section(
                        "账本 · Ledger",
                        report.ledger() == null
                                ? "<p>尚未签名 · nothing signed yet</p>"
                                : "<p>" + code(report.ledger().statement()) + "</p>"));
    }
}
