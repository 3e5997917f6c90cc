import type {
  Accesses, Arrival, Behaviors, Cleaning, CodeBookFound, ConsentDecision, ConsentPolicy, ConsentRecorded,
  CreatedSource, CustomerView, Customers, Declaration, DeclarationFound, Erased, ErasurePreview, ErasureReason,
  History, Hook, HookSecret, HookSettings, IdentityDecided, InclusionProof, IssuedToken, LedgerHead,
  PreferenceLink, Quarantine, Receipt, Refusal, Released, Replay, Role, RotatedKey, Rule, SegmentPreview,
  Session, Source, SourceActivity, SourceRevision, Status, SubjectRequest, SubjectRequestOutcome, Terms, Token,
  Verification, Views, Vocabulary,
} from "./types";

/** A failure that is an answer (RFC 9457). `status` is 0 when no server answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

type Parameters = Record<string, string | number | null | undefined>;

let token: string | null = null;
let onUnauthorized: () => void = () => {};
/** The position of our last write: views are asked to have seen it, so that people see what they just did. */
let written = 0;

export function authenticate(bearer: string | null, unauthorized: () => void): void {
  if (bearer !== token) {
    written = 0;
  }
  token = bearer;
  onUnauthorized = unauthorized;
}

async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await send(method, path, "application/json", body, signal);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function send(method: string, path: string, accept: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers = new Headers({ Accept: `${accept}, application/problem+json` });
  if (token) {
    headers.set("Authorization", `Bearer ${token}`);
  }
  if (body !== undefined) {
    headers.set("Content-Type", body instanceof Blob ? body.type : "application/json");
  }
  const asked = token;
  const response = await fetch(path, {
    method,
    headers,
    cache: "no-store",
    body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  }).catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem(0, "unreachable", String(failure instanceof Error ? failure.message : failure));
  });
  const position = Number(response.headers.get("Annals-Position"));
  if (method !== "GET" && position > written) {
    written = position;
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401 && asked === token) {
    onUnauthorized();
  }
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
  throw new Problem(
    response.status,
    problem.code ?? `http-${response.status}`,
    problem.detail ?? problem.title ?? response.statusText,
  );
}

/** Server-sent events, read by hand: a browser's own reader sends no token. Ends when the server does, or with the signal. */
async function watch<T>(path: string, onEvent: (event: T) => void, signal: AbortSignal): Promise<void> {
  const response = await send("GET", path, "text/event-stream", undefined, signal);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (text + part.value).split("\n");
    text = lines.pop()!;
    for (const line of lines.filter((each) => each.startsWith("data:"))) {
      onEvent(JSON.parse(line.slice("data:".length)) as T);
    }
  }
}

function query(path: string, parameters: Parameters = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") {
      search.set(name, String(value));
    }
  }
  return search.size ? `${path}?${search}` : path;
}

/** Only for what is answered from the views that follow the log. */
function fresh(): Parameters {
  return { minPosition: written || null };
}

const id = encodeURIComponent;

const codes = (sourceId: string | null) => (sourceId ? `/api/sources/${id(sourceId)}/codes` : "/api/codes");

export type CustomerSearch = { q?: string; identifier?: string; after: string | null; limit: number; sort: string };
export type Moment = { asOf?: string | null; knownAt?: string | null };
export type BehaviorSpan = { customer?: string; from: string; to?: string | null; time?: "at" | "recordedAt" };
export type AccessQuestion = Partial<Record<"customer" | "identifier" | "actor" | "kind" | "from" | "until", string | undefined>>;
export type HistoryPage = { after?: number | null; limit: number; order: "asc" | "desc"; name?: string | null };

export const api = {
  session: (signal?: AbortSignal) => call<Session>("GET", "/api/session", undefined, signal),

  customers: (search: CustomerSearch, signal?: AbortSignal) =>
    call<Customers>("GET", query("/api/customers", { ...search, ...fresh() }), undefined, signal),
  customer: (customerId: string, moment: Moment, signal?: AbortSignal) =>
    call<CustomerView>("GET", query(`/api/customers/${id(customerId)}`, { ...moment, ...fresh() }), undefined, signal),
  history: (customerId: string, page: HistoryPage, signal?: AbortSignal) =>
    call<History>("GET", query(`/api/customers/${id(customerId)}/history`, { ...page, ...fresh() }), undefined, signal),
  behaviors: (span: BehaviorSpan, signal?: AbortSignal) =>
    call<Behaviors>("GET", query("/api/behaviors", { ...span, ...fresh() }), undefined, signal),
  decideConsent: (customerId: string, purpose: string, decision: ConsentDecision) =>
    call<ConsentRecorded>("PUT", `/api/customers/${id(customerId)}/consents/${id(purpose)}`, decision),
  purposes: (signal?: AbortSignal) => call<Terms>("GET", "/api/purposes", undefined, signal),
  consentReceipt: (customerId: string, purpose: string, signal?: AbortSignal) =>
    call<Receipt>("GET", query(`/api/customers/${id(customerId)}/consents/${id(purpose)}/receipt`, fresh()), undefined, signal),
  createPreferenceLink: (customerId: string) =>
    call<PreferenceLink>("POST", `/api/customers/${id(customerId)}/preference-links`, {}),
  copyCustomer: async (customerId: string) =>
    (await send("GET", query(`/api/customers/${id(customerId)}/copy`, fresh()), "application/json")).blob(),
  subjectRequests: (state: "open" | "closed", signal?: AbortSignal) =>
    call<{ requests: SubjectRequest[] }>("GET", query("/api/subject-requests", { state }), undefined, signal),
  subjectRequest: (requestId: string, signal?: AbortSignal) =>
    call<{ request: SubjectRequest; wording?: string }>("GET", `/api/subject-requests/${id(requestId)}`, undefined, signal),
  closeSubjectRequest: (requestId: string, outcome: SubjectRequestOutcome) =>
    call<SubjectRequest>("POST", `/api/subject-requests/${id(requestId)}/closing`, { outcome }),
  mergeCustomers: (customerId: string, other: string, reason: string) =>
    call<IdentityDecided>("POST", `/api/customers/${id(customerId)}/merge`, { with: other, reason }),
  previewErasure: (customerId: string, signal?: AbortSignal) =>
    call<ErasurePreview>("GET", `/api/customers/${id(customerId)}/erasure`, undefined, signal),
  eraseCustomer: (customerId: string, reason: ErasureReason) =>
    call<Erased>("POST", `/api/customers/${id(customerId)}/erasure`, { reason }),
  erasureCertificate: async (customerId: string) =>
    (await send("GET", `/api/customers/${id(customerId)}/erasure/certificate.html`, "text/html")).blob(),
  unmergeCustomer: (stream: string, reason: string) =>
    call<IdentityDecided>("POST", `/api/customers/${id(stream)}/unmerge`, { reason }),

  vocabulary: (signal?: AbortSignal) => call<Vocabulary>("GET", "/api/segments/vocabulary", undefined, signal),
  previewSegment: (rule: Rule, sampleSize: number, signal?: AbortSignal) =>
    call<SegmentPreview>("POST", query("/api/segments/preview", fresh()), { rule, sampleSize }, signal),

  views: (signal?: AbortSignal) => call<Views>("GET", "/api/views", undefined, signal),
  replay: (view: string) => call<Replay>("POST", `/api/views/${id(view)}/replays`),
  acceptReplay: (view: string) => call<Replay>("POST", `/api/views/${id(view)}/replays/current/accept`),
  abandonReplay: (view: string) => call<Replay>("POST", `/api/views/${id(view)}/replays/current/abandon`),
  retryParked: (view: string, stream: string) =>
    call<Views>("POST", `/api/views/${id(view)}/parked/${id(stream)}/retry`),
  status: (signal?: AbortSignal) => call<Status>("GET", "/api/status", undefined, signal),
  refusals: (hours: number, signal?: AbortSignal) =>
    call<{ refusals: Refusal[] }>("GET", query("/api/refusals", { hours }), undefined, signal),

  tokens: (signal?: AbortSignal) => call<{ tokens: Token[] }>("GET", "/api/tokens", undefined, signal),
  issueToken: (token: { name: string; role: Role; expires?: string }) => call<IssuedToken>("POST", "/api/tokens", token),
  revokeToken: (tokenId: string) => call<void>("DELETE", `/api/tokens/${id(tokenId)}`),

  ledgerHead: (signal?: AbortSignal) => call<LedgerHead>("GET", "/api/audit/ledger/head", undefined, signal),
  inclusion: (position: number) => call<InclusionProof>("GET", query("/api/audit/ledger/inclusion", { position })),
  ledgerVerification: (signal?: AbortSignal) =>
    call<Verification>("GET", "/api/audit/ledger/verification", undefined, signal),
  verifyLedger: () => call<Verification>("POST", "/api/audit/ledger/verification"),
  accesses: (question: AccessQuestion & { after: string | null }, signal?: AbortSignal) =>
    call<Accesses>("GET", query("/api/audit/accesses", question), undefined, signal),
  passport: async (customerId: string) =>
    (await send("GET", `/api/customers/${id(customerId)}/passport.html`, "text/html")).blob(),
  complianceReport: async (from: string, until: string) =>
    (await send("GET", query("/api/audit/report.html", { from, until }), "text/html")).blob(),

  sources: (signal?: AbortSignal) => call<{ sources: Source[] }>("GET", "/api/sources", undefined, signal),
  createSource: (name: string, consentPolicy: ConsentPolicy) =>
    call<CreatedSource>("POST", "/api/sources", { name, consentPolicy }),
  reviseSource: (sourceId: string, revision: SourceRevision) =>
    call<Source>("PATCH", `/api/sources/${id(sourceId)}`, revision),
  rotateSourceKey: (sourceId: string, graceSeconds: number) =>
    call<RotatedKey>("POST", `/api/sources/${id(sourceId)}/keys`, { graceSeconds }),
  sourceCleaning: (sourceId: string, signal?: AbortSignal) =>
    call<Cleaning>("GET", `/api/sources/${id(sourceId)}/cleaning`, undefined, signal),
  codeBook: (sourceId: string | null, signal?: AbortSignal) => call<CodeBookFound>("GET", codes(sourceId), undefined, signal),
  publishCodeBook: (sourceId: string | null, book: CodeBookFound["book"]) => call<CodeBookFound>("PUT", codes(sourceId), book),
  publishCodeBookCsv: (sourceId: string | null, version: number, csv: string) =>
    call<CodeBookFound>("POST", query(`${codes(sourceId)}/csv`, { version }), new Blob([csv], { type: "text/csv" })),
  sourceDeclaration: (sourceId: string, signal?: AbortSignal) =>
    call<DeclarationFound>("GET", `/api/sources/${id(sourceId)}/declaration`, undefined, signal),
  suggestDeclaration: (sourceId: string) => call<Declaration>("GET", `/api/sources/${id(sourceId)}/declaration/suggestion`),
  changeSourceDeclaration: (sourceId: string, declaration: Declaration) =>
    call<DeclarationFound>("PUT", `/api/sources/${id(sourceId)}/declaration`, declaration),
  sourceHook: (sourceId: string, signal?: AbortSignal) => call<Hook>("GET", `/api/sources/${id(sourceId)}/hook`, undefined, signal),
  changeSourceHook: (sourceId: string, hook: HookSettings) => call<Hook>("PUT", `/api/sources/${id(sourceId)}/hook`, hook),
  rotateHookSecret: (sourceId: string, graceSeconds: number, secret?: string) =>
    call<HookSecret>("POST", `/api/sources/${id(sourceId)}/hook/secrets`, { graceSeconds, ...(secret ? { secret } : {}) }),
  changeSourceCleaning: (sourceId: string, settings: Cleaning["settings"]) =>
    call<Cleaning>("PUT", `/api/sources/${id(sourceId)}/cleaning`, settings),
  sourceActivity: (sourceId: string, signal?: AbortSignal) =>
    call<SourceActivity>("GET", `/api/sources/${id(sourceId)}/activity`, undefined, signal),
  watchSource: (sourceId: string, onArrival: (arrival: Arrival) => void, signal: AbortSignal) =>
    watch(`/api/sources/${id(sourceId)}/live`, onArrival, signal),
  quarantine: (after: number | null, signal?: AbortSignal) =>
    call<Quarantine>("GET", query("/api/quarantine", { after }), undefined, signal),
  releaseQuarantined: (item: number, mended: Record<string, unknown> | undefined) =>
    call<Released>("POST", `/api/quarantine/${item}/release`, { item: mended }),
  discardQuarantined: (item: number) => call<void>("DELETE", `/api/quarantine/${item}`),
};
