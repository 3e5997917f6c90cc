/**
 * What the server says, named as the console says it. The shapes are generated from its own description, `openapi.json`,
 * by `npm run types`; here stands only what that description leaves open. Instants are ISO-8601 in UTC.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];
/** The server leaves a field out when it knows nothing; the description does not say which fields those are. */
type Maybe<T, K extends keyof T> = Omit<T, K> & { [Name in K]?: T[Name] };
type With<T, Changed> = Omit<T, keyof Changed> & Changed;

export type Instant = string;
export type Identifier = Schemas["MaskedIdentifier"];
export type Session = Schemas["Session"];

export type CustomerSummary = Maybe<Schemas["CustomerSummary"], "name" | "firstSeen" | "lastSeen" | "country">;
export type Customers = With<Schemas["CustomersFound"], { customers: CustomerSummary[] }>;

export const PURPOSES = ["collection", "profiling", "marketing", "recommendation", "sharing"] as const;
export type Purpose = (typeof PURPOSES)[number];
export type ConsentState = Schemas["ConsentView"]["state"];
export type ConsentDecision = { state: ConsentState; evidence: Maybe<Schemas["EvidenceBody"], "notice"> };
export type ConsentRecorded = Schemas["ConsentView"];
/** Not generated: the description has one name, `Consent`, for this and for the decision that is sent. */
export type Consent = {
  purpose: string;
  state: ConsentState | "expired";
  effectiveFrom: Instant;
  at: Instant;
  expires?: Instant;
  evidence: { origin: string; actor: string; statement: string; notice?: string };
};

export type NamedCount = Schemas["ByName"];
export type Ranked = Maybe<Schemas["Product"], "id" | "name">;
export type CustomerView = With<
  Maybe<Schemas["CustomerView"], "asOf" | "knownAt" | "firstSeen" | "lastSeen">,
  { consents: Consent[]; topProducts: Maybe<Schemas["Product"], "name">[] }
>;

/** `event` is absent when its key was destroyed, `at` when it cannot be read. */
export type RecordedEvent = Maybe<Schemas["HistoricEvent"], "at" | "event">;
export type History = With<Maybe<Schemas["CustomerHistoryView"], "next">, { events: RecordedEvent[] }>;

export const TRAIT_TESTS = ["equals", "not-equals", "in", "exists", "contains", "gt", "gte", "lt", "lte"] as const;
export const TOTAL_TESTS = ["gte", "gt", "lte", "lt", "equals"] as const;
export const TOTALS = [
  "events",
  "orders.count",
  "orders.amount",
  "refunds.count",
  "refunds.amount",
  "adjustments.count",
  "adjustments.amount",
] as const;
export type TraitTest = (typeof TRAIT_TESTS)[number];
export type TotalTest = (typeof TOTAL_TESTS)[number];
export type Total = (typeof TOTALS)[number];
export type TraitClause = { trait: string; is: TraitTest; value?: unknown };
export type TotalClause = { total: Total; is: TotalTest; value: number | null };
export type SeenClause = { seen: "first" | "last"; withinDays?: number | null; beforeDays?: number | null };
export type DidClause = { did: string; atLeast?: number | null; atMost?: number | null; withinDays?: number | null };
export type Clause = TraitClause | TotalClause | SeenClause | DidClause;
/** A language of its own, not generated. */
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Clause;

export type SegmentPreview = With<Schemas["SegmentPreview"], { sample: CustomerSummary[] }>;
export type Vocabulary = Schemas["SegmentVocabulary"];

export type ReplayState = "building" | "comparing" | "switched" | "different" | "abandoned" | "failed";
export type Difference = Maybe<Schemas["Difference"], "live" | "rebuilt">;
export type Replay = With<
  Maybe<Schemas["Replay"], "compared" | "differenceCount" | "note">,
  { state: ReplayState; differences?: Difference[] }
>;
export type ReadModel = With<Maybe<Schemas["ViewStatus"], "generation" | "lastError">, { replay?: Replay }>;
export type Views = With<Schemas["ViewsStatus"], { views: ReadModel[] }>;

export type Status = Schemas["Status"];
export type Refusal = Schemas["Refused"];

export const POLICY_MODES = ["REQUIRED", "FROM_EVENT", "ASSERTED"] as const;
export type ConsentPolicy = Schemas["ConsentPolicy"];
export type PolicyMode = ConsentPolicy["mode"];
export type Source = Schemas["Registered"];
export type CreatedSource = Schemas["CreatedSource"];
