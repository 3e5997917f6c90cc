package io.annals.query.audit;

import static io.annals.query.audit.PrintedPage.code;
import static io.annals.query.audit.PrintedPage.section;
import static io.annals.query.audit.PrintedPage.table;
import static io.annals.query.audit.PrintedPage.text;

import io.annals.contracts.audit.AuditEvent.AccessRecorded;
import io.annals.contracts.audit.PassportView;
import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.CustomerView.Consent.State;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The passport as a page to print. */
final class PassportPage {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PassportPage() {}

    static String of(PassportView passport) {
        CustomerView customer = passport.customer();
        return PrintedPage.of(
                "个人数据护照 · Passport of a data subject",
                "<p>本文件列出平台所持有的关于此人的全部内容：标识、属性、同意、事件，以及查看过的人。请妥善保管。<br>"
                        + "Everything the platform holds about this person: identifiers, attributes, consents, events, and who has"
                        + " seen them. Keep it safe.</p>",
                "<p>" + code(customer.customerId()) + " · " + text(passport.issuedAt()) + "</p>",
                section(
                        "标识与属性 · Identifiers and attributes",
                        table(
                                List.of("名称 · Name", "值 · Value", "自 · Since (UTC)"),
                                Stream.concat(
                                                customer.identifiers().stream()
                                                        .map(one -> List.of(
                                                                text(one.type()),
                                                                text(one.value()),
                                                                text(one.since()))),
                                                customer.traits().stream()
                                                        .map(one -> List.of(
                                                                text(one.name()), json(one.value()), text(one.at()))))
                                        .toList())),
                section("同意 · Consents", consents(customer)),
                section("事件 · Events (" + passport.events().size() + ")", events(passport)),
                section("查看与操作 · Who has looked or acted", readers(passport)),
                passport.ledger() == null
                        ? ""
                        : section("账本 · Ledger", "<p>" + code(passport.ledger().statement()) + "</p>"));
    }

    private static String consents(CustomerView customer) {
        return table(
                List.of("用途 · Purpose", "状态 · State", "生效 · Holds from (UTC)", "证据 · Evidence"),
                customer.consents().stream()
                        .map(one -> List.of(
                                text(one.purpose()),
                                state(one.state()),
                                text(one.effectiveFrom()),
                                text(one.evidence().actor() + ": "
                                        + one.evidence().statement())))
                        .toList());
    }

    private static String state(State state) {
        return switch (state) {
            case granted -> "同意 · granted";
            case withdrawn -> "撤回 · withdrawn";
            case expired -> "过期 · expired";
        };
    }

    private static String events(PassportView passport) {
        return table(
                List.of("时间 · When (UTC)", "种类 · Kind", "内容 · Content", "位点 · Position"),
                passport.events().stream()
                        .map(event -> List.of(
                                text(event.at() == null ? event.recordedAt() : event.at()),
                                EventTerms.of(event.name()),
                                event.event() == null ? "无法读取 · unreadable" : json(event.event()),
                                text(event.position())))
                        .toList());
    }

    private static String readers(PassportView passport) {
        return table(
                List.of("时间 · When (UTC)", "何人 · Who", "角色 · Role", "做了什么 · What", "原因 · Reason"),
                passport.readers().stream().map(found -> reader(found.access())).toList());
    }

    private static List<String> reader(AccessRecorded access) {
        return List.of(
                text(access.at()),
                text(access.actor()),
                EventTerms.of(access.roles()),
                EventTerms.of(access.kind()) + "<br>" + code(access.endpoint()),
                text(access.reason() == null ? "" : access.reason()));
    }

    private static String json(Object value) {
        return code(value instanceof String plain ? plain : JSON.writeValueAsString(value));
    }
}
