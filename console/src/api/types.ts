/**
 * What the server says, named as the console says it. The shapes and the lists of words are generated from its own
 * description, `openapi.json`, by `npm run types`; here they only get their names. Instants are ISO-8601 in UTC.
 */
import type { components } from "./schema";

export {
  accessRecordedKindValues as ACCESS_KINDS,
  consentPolicyModeValues as POLICY_MODES,
  declarationModeValues as DECLARATION_MODES,
  fieldPartValues as FIELD_PARTS,
  fieldTypeValues as FIELD_TYPES,
  erasureBodyReasonValues as ERASURE_REASONS,
  signatureEncodingValues as HOOK_ENCODINGS,
  signatureSchemeValues as HOOK_SCHEMES,
  newTokenRoleValues as ROLES,
  totalRuleIsValues as TOTAL_TESTS,
  totalRuleTotalValues as TOTALS,
  traitRuleIsValues as TRAIT_TESTS,
} from "./schema";

type Schemas = components["schemas"];
/** While something is being built a number may still be missing. */
type Draft<T> = { [K in keyof T]: T[K] extends number | undefined ? T[K] | null : T[K] };

export type Identifier = Schemas["MaskedIdentifier"];
export type Session = Schemas["Session"];
export type Role = Session["roles"][number];
export type Token = Schemas["Issued"];
export type IssuedToken = Schemas["IssuedToken"];

export type CustomerSummary = Schemas["CustomerSummary"];
export type Customers = Schemas["CustomersFound"];

export type ConsentDecision = Schemas["ConsentDecision"];
export type ConsentRecorded = Schemas["ConsentView"];
export type ConsentState = ConsentRecorded["state"];
export type ErasurePreview = Schemas["ErasurePreview"];
export type ErasureReason = Schemas["ErasureBody"]["reason"];
export type Erased = Schemas["ErasureView"];
export type IdentityDecided = Schemas["IdentityView"];
export type Consent = Schemas["Consent"];
export type Terms = Schemas["TermsView"];
export type Receipt = Schemas["ConsentReceipt"];
export type SubjectRequest = Schemas["SubjectRequest"];
export type SubjectRequestOutcome = NonNullable<SubjectRequest["outcome"]>;
export type PreferenceLink = Schemas["LinkView"];

export type NamedCount = Schemas["ByName"];
export type Ranked = Pick<Schemas["Product"], "name" | "count" | "amount"> & Partial<Pick<Schemas["Product"], "id">>;
export type CustomerView = Schemas["CustomerView"];

export type LedgerHead = Schemas["LedgerHeadView"];
export type InclusionProof = Schemas["InclusionProofView"];
export type Verification = Schemas["LedgerVerificationView"];
export type Access = Schemas["FoundAccess"];
export type Accesses = Schemas["AccessesFound"];

export type Behaviors = Schemas["BehaviorsFound"];

export type RecordedEvent = Schemas["HistoricEvent"];
export type History = Schemas["CustomerHistoryView"];

export type TraitClause = Schemas["TraitRule"];
export type TraitTest = TraitClause["is"];
export type TotalClause = Draft<Schemas["TotalRule"]>;
export type SeenClause = Draft<Schemas["SeenRule"]>;
export type DidClause = Draft<Schemas["DidRule"]>;
export type Clause = TraitClause | TotalClause | SeenClause | DidClause;
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Clause;

export type SegmentPreview = Schemas["SegmentPreview"];
export type Vocabulary = Schemas["SegmentVocabulary"];

export type Difference = Schemas["Difference"];
export type Replay = Schemas["Replay"];
export type ReplayState = Replay["state"];
export type ReadModel = Schemas["ViewStatus"];
export type Views = Schemas["ViewsStatus"];

export type Status = Schemas["Status"];
export type Refusal = Schemas["Refused"];

export type ConsentPolicy = Schemas["ConsentPolicy"];
export type PolicyMode = ConsentPolicy["mode"];
export type Source = Schemas["Registered"];
export type Cleaning = Schemas["CleaningView"];
export type CodeBookFound = Schemas["CodeBookView"];
export type DeclarationFound = Schemas["DeclarationView"];
export type Declaration = DeclarationFound["declaration"];
export type DeclaredField = Declaration["fields"][number];
export type Hook = Schemas["HookView"];
export type HookSettings = Schemas["HookSettings"];
export type HookSecret = Schemas["HookSecret"];
export type CreatedSource = Schemas["CreatedSource"];
export type SourceRevision = Schemas["Revision"];
export type SourceActivity = Schemas["ActivityView"];
export type Arrival = Schemas["Arrival"];
export type QuarantinedItem = Schemas["QuarantinedItem"];
export type Quarantine = Schemas["QuarantineView"];
export type Released = Schemas["Released"];
export type RotatedKey = Schemas["RotatedKey"];
