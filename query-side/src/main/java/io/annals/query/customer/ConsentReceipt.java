package io.annals.query.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Notice.Text;
import io.annals.contracts.customer.PurposeTerms.LegalBasis;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A receipt of one consent decision, with the sections and field names of ISO/IEC TS 27560:2023. Whatever is {@code null}
 * nobody told.
 *
 * @param receiptId of the event that recorded the decision, and so the same each time the receipt is asked for
 */
record ConsentReceipt(
        @JsonProperty("schema_version") String schemaVersion,
        @JsonProperty("receipt_id") String receiptId,
        @JsonProperty("consent_record") ConsentRecord consentRecord) {

    static final String SCHEMA = "ISO/IEC TS 27560:2023";

    /** @param piiPrincipalId the customer id, which is random */
    record ConsentRecord(
            @JsonProperty("record_id") String recordId,
            @JsonProperty("pii_principal_id") String piiPrincipalId,
            @JsonProperty("pii_processing") PiiProcessing processing,
            @JsonProperty("party_identification") List<Party> parties,
            @JsonProperty("event") List<ConsentReceipt.Event> events,
            @JsonProperty("evidence") Evidence evidence) {}

    /**
     * @param privacyNotice version of the notice the customer saw
     * @param termsVersion of the terms in force at the time, see {@code /api/purposes}
     */
    record PiiProcessing(
            @JsonProperty("privacy_notice") @Nullable String privacyNotice,
            @JsonProperty("privacy_notice_hash") @Nullable String privacyNoticeHash,
            @JsonProperty("terms_version") @Nullable Integer termsVersion,
            @JsonProperty("purposes") List<PurposeOfProcessing> purposes) {}

    /**
     * @param description what the terms of that time say, by language
     * @param jurisdiction ISO 3166, where the customer was
     */
    record PurposeOfProcessing(
            @JsonProperty("purpose") String purpose,
            @JsonProperty("description") Map<String, Text> description,
            @JsonProperty("lawful_basis") @Nullable LegalBasis lawfulBasis,
            @JsonProperty("collection_method") @Nullable String collectionMethod,
            @JsonProperty("jurisdiction") @Nullable String jurisdiction,
            @JsonProperty("withdrawal_method") String withdrawalMethod) {}

    record Party(
            @JsonProperty("party_id") String partyId,
            @JsonProperty("party_name") String partyName,
            @JsonProperty("party_contact") String partyContact,
            @JsonProperty("party_role") String partyRole) {}

    /**
     * @param validUntil when a grant lapses
     * @param entityId who recorded it
     */
    @Schema(name = "ConsentReceiptEvent")
    record Event(
            @JsonProperty("event_time") Instant eventTime,
            @JsonProperty("recorded_time") Instant recordedTime,
            @JsonProperty("valid_until") @Nullable Instant validUntil,
            @JsonProperty("entity_id") String entityId,
            @JsonProperty("event_type") Evidence.Origin eventType,
            @JsonProperty("event_state") CustomerView.Consent.State eventState) {}
}
