package io.annals.command.purpose;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.annals.command.CommandProblem.Invalid;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.ConsentTerms.Controller;
import io.annals.contracts.customer.Notice;
import io.annals.contracts.customer.Notice.Text;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.customer.PurposeTerms;
import io.annals.contracts.customer.PurposeTerms.LegalBasis;
import io.annals.contracts.customer.PurposeTerms.Policy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Terms as somebody proposes them. */
record TermsBody(
        @Schema(requiredMode = REQUIRED) @Nullable Controller controller,
        @Schema(requiredMode = REQUIRED) @Nullable List<Proposed> purposes) {

    private static final int MOST_PURPOSES = 50;
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_DAYS = 36_500;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /**
     * One purpose; see {@link PurposeTerms}.
     *
     * @param policy OPT_IN when absent
     * @param texts in {@code zh} and {@code en}
     */
    record Proposed(
            @Schema(requiredMode = REQUIRED) @Nullable String purpose,
            @Schema(requiredMode = REQUIRED) @Nullable LegalBasis legalBasis,
            @Nullable Policy policy,
            @Nullable Map<String, Policy> regions,
            @Schema(requiredMode = REQUIRED) @Nullable String noticeVersion,
            @Schema(requiredMode = REQUIRED) @Nullable Map<String, Text> texts,
            @Nullable Integer lapsesAfterDays) {

        private PurposeTerms read() {
            if (purpose == null || !NAME.matcher(purpose).matches()) {
                throw invalid("A purpose has a name of small letters, digits and dashes.");
            }
            if (legalBasis == null) {
                throw invalid(purpose + " has a legalBasis.");
            }
            Map<String, Policy> byRegion = regions == null ? Map.of() : regions;
            Policy everywhere = policy == null ? Policy.OPT_IN : policy;
            byRegion.forEach((region, one) -> {
                if (!PurposeTerms.isRegion(region) || one == null) {
                    throw invalid("regions of " + purpose + " are ISO 3166 codes such as US or US-CA, with a policy.");
                }
            });
            boolean assumed = everywhere == Policy.OPT_OUT || byRegion.containsValue(Policy.OPT_OUT);
            if (assumed && purpose.equals(Purpose.COLLECTION)) {
                throw invalid("Nothing is kept before a first grant: collection is OPT_IN everywhere.");
            }
            if (lapsesAfterDays != null && (lapsesAfterDays < 1 || lapsesAfterDays > MOST_DAYS)) {
                throw invalid("lapsesAfterDays of " + purpose + " is from 1 to " + MOST_DAYS + ".");
            }
            return new PurposeTerms(purpose, legalBasis, everywhere, byRegion, notice(), lapsesAfterDays);
        }

        private Notice notice() {
            if (texts == null || !texts.keySet().equals(Set.of("zh", "en"))) {
                throw invalid(purpose + " has texts in zh and en.");
            }
            texts.forEach((language, said) -> {
                expectText(said == null ? null : said.name());
                expectText(said == null ? null : said.text());
            });
            expectText(noticeVersion);
            return new Notice(String.valueOf(noticeVersion), texts);
        }
    }

    /** @throws Invalid when nobody could be asked like that */
    ConsentTerms read(int version) {
        if (controller == null || purposes == null || purposes.size() > MOST_PURPOSES) {
            throw invalid("Terms have a controller and at most " + MOST_PURPOSES + " purposes.");
        }
        expectText(controller.name());
        expectText(controller.contact());
        List<PurposeTerms> read = purposes.stream().map(Proposed::read).toList();
        if (new HashSet<>(read.stream().map(PurposeTerms::purpose).toList()).size() < read.size()) {
            throw invalid("Each purpose stands once.");
        }
        return new ConsentTerms(version, controller, read);
    }

    private static void expectText(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > MOST_TEXT || text.indexOf('\0') >= 0) {
            throw invalid("Names, texts, versions and the contact have from 1 to " + MOST_TEXT + " characters.");
        }
    }

    private static Invalid invalid(String detail) {
        return new Invalid("terms-invalid", detail);
    }
}
