package io.annals.command.preference;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page says, in one language. */
record PreferenceWords(
        String language,
        String other,
        String title,
        String lead,
        String keptBy,
        String allowed,
        String notAllowed,
        String until,
        String allow,
        String withdraw,
        String unsubscribe,
        String unsubscribeLead,
        String rights,
        String rightsLead,
        String copy,
        String correction,
        String correctionLead,
        String erasure,
        String waiting,
        Map<String, String> outcomes) {

    static final PreferenceWords EN = new PreferenceWords(
            "en",
            "中文",
            "Your preferences",
            "What you allow us to do with your data. A change holds at once.",
            "Your data is kept by",
            "Allowed",
            "Not allowed",
            "until",
            "Allow",
            "Withdraw",
            "Unsubscribe from all marketing",
            "No more offers, on any channel.",
            "Your data",
            "We answer within a month.",
            "Ask for a copy",
            "Ask for a correction",
            "What is wrong, and what is right?",
            "Ask to be forgotten",
            "Asked for; we are on it.",
            Map.of(
                    "saved", "Saved.",
                    "unsubscribed", "You are unsubscribed from all marketing.",
                    "asked", "We received your request.",
                    "wording", "Please say in a few words what is wrong.",
                    "guardian", "You are a minor: your guardian has to agree. Please contact us.",
                    "ended", "This link is no longer valid. Please use the one in our latest message.",
                    "gone", "There is no data of yours here any more."));

    static final PreferenceWords ZH = new PreferenceWords(
            "zh",
            "English",
            "您的偏好设置",
            "您允许我们如何使用您的数据。更改立即生效。",
            "您的数据由以下机构保管：",
            "已同意",
            "未同意",
            "有效期至",
            "同意",
            "撤回",
            "退订所有营销信息",
            "不再通过任何渠道向您发送优惠。",
            "您的数据",
            "我们将在一个月内答复。",
            "索取数据副本",
            "请求更正",
            "哪里有误？正确的是什么？",
            "请求删除我的数据",
            "已提交，处理中。",
            Map.of(
                    "saved", "已保存。",
                    "unsubscribed", "您已退订所有营销信息。",
                    "asked", "我们已收到您的请求。",
                    "wording", "请简要说明哪里有误。",
                    "guardian", "您是未成年人，需由监护人同意。请与我们联系。",
                    "ended", "此链接已失效，请使用我们最近一封信息中的链接。",
                    "gone", "这里已没有您的数据。"));

    /** What was chosen, else what the browser prefers. */
    static PreferenceWords in(@Nullable String chosen, @Nullable String accepts) {
        if (chosen != null) {
            return chosen.equals("zh") ? ZH : EN;
        }
        return "zh".equals(preferred(accepts)) ? ZH : EN;
    }

    private static @Nullable String preferred(@Nullable String accepts) {
        if (accepts == null) {
            return null;
        }
        try {
            return Locale.lookupTag(LanguageRange.parse(accepts), List.of("zh", "en"));
        } catch (IllegalArgumentException notALanguage) {
            return null;
        }
    }

    /** Empty for a word that is none of ours. */
    String said(@Nullable String outcome) {
        return outcome == null ? "" : outcomes.getOrDefault(outcome, "");
    }
}
