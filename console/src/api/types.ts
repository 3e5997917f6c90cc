/**
 * What the server says, written by hand until its OpenAPI description is there. To switch: `npm run types`, then let this
 * file name the generated shapes; nothing else imports them. Instants are ISO-8601 in UTC, money is a decimal number.
 */
export type Instant = string;

export type Identifier = { type: string; value: string };
export type Money = { count: number; amount: number };

export type Session = { name: string; role: string };

export type CustomerSummary = {
  customerId: string;
  name: string | null;
  identifiers: Identifier[];
  firstSeen: Instant | null;
  lastSeen: Instant | null;
  events: number;
  orders: Money;
  country?: string | null;
};
export type Customers = { total: number; customers: CustomerSummary[] };

export const PURPOSES = ["collection", "profiling", "marketing", "recommendation", "sharing"] as const;
export type Purpose = (typeof PURPOSES)[number];
export type ConsentState = "granted" | "withdrawn";
export type Evidence = { origin: string; actor: string; statement: string; notice?: string | null };
export type Consent = {
  purpose: string;
  state: ConsentState;
  effectiveFrom: Instant;
  at: Instant;
  expires?: Instant | null;
  evidence: Evidence;
};
export type ConsentDecision = { state: ConsentState; evidence: { statement: string; notice?: string } };
export type ConsentRecorded = { customerId: string; purpose: string; state: ConsentState; position: number };

export type Trait = { name: string; value: unknown; at: Instant };
export type NamedCount = { name: string; count: number; last?: Instant };
export type Ranked = { id?: string; name: string; count: number; amount: number };
export type CustomerView = {
  customerId: string;
  members: string[];
  position: number;
  asOf: Instant | null;
  knownAt: Instant | null;
  identifiers: (Identifier & { since: Instant })[];
  traits: Trait[];
  consents: Consent[];
  firstSeen: Instant | null;
  lastSeen: Instant | null;
  totals: {
    events: number;
    refused: number;
    byName: NamedCount[];
    orders: Money;
    refunds: Money;
    adjustments: Money;
  };
  topCategories: Ranked[];
  topProducts: Ranked[];
  days: { day: string; count: number }[];
};

export type RecordedEvent = {
  position: number;
  stream: string;
  sequence: number;
  id: string;
  name: string;
  at: Instant;
  recordedAt: Instant;
  event: Record<string, unknown>;
};
export type History = { events: RecordedEvent[]; next: number | null };

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
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Clause;

export type SegmentPreview = {
  count: number;
  of: number;
  sample: CustomerSummary[];
  tookMs: number;
  position: number;
};
export type Vocabulary = {
  traits: { name: string; values?: unknown[] }[];
  events: { name: string; count: number }[];
  totals: string[];
};

export type ReplayState = "building" | "comparing" | "switched" | "different" | "abandoned" | "failed";
export type Difference = { id: string; live: unknown; rebuilt: unknown };
export type Replay = {
  view: string;
  state: ReplayState;
  position: number;
  target: number;
  eventsPerSecond: number;
  startedAt: Instant;
  compared?: number | null;
  differences?: Difference[];
  differenceCount?: number | null;
};
export type Parked = { stream: string; position: number; error: string; since: Instant };
export type ReadModel = {
  view: string;
  generation: number;
  position: number;
  lag: number;
  parked: Parked[];
  replay: Replay | null;
};
export type Views = { head: number; views: ReadModel[] };

export type Engine = { name: string; address: string; embedded: boolean; healthy: boolean; detail?: string | null };
export type Status = {
  version: string;
  roles: string[];
  head: number;
  uptimeSeconds: number;
  engines: Engine[];
  disk: { home: string; freeBytes: number; usedBytes: number };
};
export type Refusal = { source: string; kind: string; reason: string; hour: Instant; count: number };

export const POLICY_MODES = ["REQUIRED", "FROM_EVENT", "ASSERTED"] as const;
export type PolicyMode = (typeof POLICY_MODES)[number];
export type ConsentPolicy = {
  mode: PolicyMode;
  categories: Record<string, string[]>;
  purposes: string[];
  statement: string;
};
export type Source = { sourceId: string; name: string; consentPolicy: ConsentPolicy; createdAt: Instant };
export type CreatedSource = { sourceId: string; name: string; writeKey: string; consentPolicy: ConsentPolicy };
