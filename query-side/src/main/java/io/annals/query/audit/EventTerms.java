package io.annals.query.audit;

import io.annals.contracts.access.Role;
import io.annals.contracts.audit.AuditEvent.Kind;
import io.annals.contracts.customer.ErasureEvent.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words of printed pages, in both languages. */
final class EventTerms {

    private static final Map<String, String> EVENTS = Map.of(
            "behavior-recorded", "行为 · behaviour",
            "behaviors-refused", "行为被拒收 · behaviours refused",
            "consent-granted", "给予同意 · consent granted",
            "consent-withdrawn", "撤回同意 · consent withdrawn",
            "identifier-attached", "关联标识 · identifier attached",
            "identifiers-linked", "标识同时出现 · named together",
            "identifier-limit-reached", "标识数量达到上限 · limit of identifiers reached",
            "traits-changed", "属性变更 · attributes changed",
            "customers-merged", "客户合并 · customers merged",
            "customers-unmerged", "客户拆分 · customers separated");

    private EventTerms() {}

    static String of(String event) {
        return EVENTS.getOrDefault(event, PrintedPage.text(event));
    }

    static String of(Kind kind) {
        return switch (kind) {
            case CUSTOMER -> "客户 · customer";
            case HISTORY -> "历史 · history";
            case SEARCH -> "搜索 · search";
            case ARRIVALS -> "来件 · arrivals";
            case PASSPORT -> "数据护照 · passport";
            case EXPORT -> "导出 · export";
            case CERTIFICATE -> "删除 · erasure";
            case ACCESS_LOG -> "访问日志 · access log";
            case OPERATION -> "操作 · operation";
        };
    }

    static String of(Role role) {
        return switch (role) {
            case ADMINISTRATOR -> "管理员 · administrator";
            case MARKETER -> "营销人员 · marketer";
            case ANALYST -> "分析师 · analyst";
            case AUDITOR -> "审计员 · auditor";
            case INTEGRATION -> "集成 · integration";
        };
    }

    static String of(Reason reason) {
        return switch (reason) {
            case SUBJECT_REQUEST -> "个人请求 · asked by the person";
            case CONSENT_WITHDRAWN -> "撤回同意 · consent withdrawn";
            case NO_LONGER_NEEDED -> "目的已实现或不再需要 · no longer needed";
            case OBJECTION -> "反对处理 · objection";
            case UNLAWFUL -> "处理违法 · unlawful processing";
            case LEGAL_OBLIGATION -> "法定义务 · legal obligation";
        };
    }

    static String of(List<Role> roles) {
        return roles.stream().map(EventTerms::of).collect(Collectors.joining("<br>"));
    }
}
