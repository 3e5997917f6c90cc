package io.annals.contracts.customer;

import io.annals.contracts.customer.Notice.Text;
import io.annals.contracts.customer.PurposeTerms.LegalBasis;
import io.annals.contracts.customer.PurposeTerms.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people are asked for, and by whom. In force is the version published last; {@link #DEFAULTS} until then.
 *
 * @param version 0 for the defaults, then counted from 1 without a gap
 * @param purposes in the order in which people are asked
 */
public record ConsentTerms(int version, Controller controller, List<PurposeTerms> purposes) {

    /** The stream in which the versions stand, the first with sequence 0. */
    public static final String STREAM = "consent-terms";

    /**
     * Who answers for the data.
     *
     * @param contact where people reach them; empty in the defaults, as the name
     */
    public record Controller(String name, String contact) {}

    public static final ConsentTerms DEFAULTS = new ConsentTerms(
            0,
            new Controller("", ""),
            List.of(
                    asked(
                            Purpose.COLLECTION,
                            "保存我的行为",
                            "保存您在我们的网站、应用和门店中的行为。没有这项同意，我们什么都不保存。",
                            "Keep what I do",
                            "Keep what you do on our sites, in our apps and shops. Without it we keep nothing."),
                    asked(
                            Purpose.PROFILING,
                            "了解我的偏好",
                            "根据您的行为推断偏好、标签和评分。",
                            "Learn my preferences",
                            "Derive preferences, tags and scores from what you do."),
                    asked(Purpose.MARKETING, "营销", "向您发送消息和优惠。", "Marketing", "Send you messages and offers."),
                    asked("marketing-email", "电子邮件营销", "通过电子邮件发送优惠。", "Marketing by e-mail", "Send offers by e-mail."),
                    asked("marketing-sms", "短信营销", "通过短信发送优惠。", "Marketing by text message", "Send offers by SMS."),
                    asked("marketing-push", "推送营销", "通过应用推送优惠。", "Marketing by push", "Send offers to your apps."),
                    asked(Purpose.RECOMMENDATION, "个性化推荐", "为您推荐商品。", "Recommendations", "Suggest products to you."),
                    asked(Purpose.SHARING, "与他人共享", "将数据提供给合作方。", "Sharing", "Pass data on to our partners."),
                    asked(
                            "in-store-recognition",
                            "店内识别",
                            "在门店中识别您。",
                            "Recognition in shops",
                            "Recognise you when you enter a shop."),
                    asked(
                            Purpose.AUTOMATED_DECISIONS,
                            "自动化决策",
                            "在没有人参与的情况下作出关于您的决定。",
                            "Automated decisions",
                            "Decide things about you without a person taking part.")));

    public ConsentTerms {
        purposes = List.copyOf(purposes);
    }

    public Optional<PurposeTerms> of(String purpose) {
        return purposes.stream()
                .filter(terms -> terms.purpose().equals(purpose))
                .findFirst();
    }

    public Set<String> names() {
        return purposes.stream().map(PurposeTerms::purpose).collect(Collectors.toSet());
    }

    private static PurposeTerms asked(String purpose, String zhName, String zhText, String enName, String enText) {
        Map<String, Text> texts = Map.of("zh", new Text(zhName, zhText), "en", new Text(enName, enText));
        return new PurposeTerms(
                purpose, LegalBasis.CONSENT, Policy.OPT_IN, Map.of(), new Notice("annals-0", texts), null);
    }
}
