import { fold, matches, summary } from "./fold.mjs";
import { head, prove } from "./ledger.mjs";
import { iso, mask, openShop } from "./shop.mjs";

export const TOKEN = "fake-token";

/** Answers the shapes of the API from memory, one `Request` at a time; for tests of the console only. */
export function fakeServer() {
  const log = [];
  const streams = new Map();
  const record = (entry) => {
    const events = streams.get(entry.stream) ?? [];
    const stored = { ...entry, position: log.length + 1, sequence: events.length, id: `e-${log.length + 1}` };
    log.push(stored);
    streams.set(entry.stream, [...events, stored]);
    return stored.position;
  };
  openShop().forEach(record);
  const started = Date.now();
  const sources = [
    source("demo", "Trying things out", { mode: "ASSERTED", categories: {}, purposes: ["collection", "profiling"], statement: "Whoever sends test data asked the people in it" }),
    source("shop", "Web shop", { mode: "FROM_EVENT", categories: { analytics: ["collection", "profiling"], ads: ["marketing", "sharing"] }, purposes: [], statement: "" }),
    source("till", "Till", { mode: "REQUIRED", categories: {}, purposes: [], statement: "" }),
  ];
  const held = [{ id: 7, sourceId: "shop", kind: "track", reason: "field-missing", detail: "event is required.", at: iso(started - 3.6e6), item: { userId: "an***na" } }];
  const requests = ["ERASURE", "COPY", "CORRECTION"].map((kind, n) => ({
    requestId: `r-${n}`, customerId: [...streams.keys()][n], kind, madeAt: iso(started - (32 - n * 10) * 86_400_000), dueAt: iso(started - (2 - n * 10) * 86_400_000),
  }));
  let switchedOff = [];
  let hooked = null;
  let book = { version: 0, codes: [] };
  let declaration = { mode: "OFF", events: [], fields: [] };
  let secrets = [];
  let verification = null;
  const replays = new Map();
  const parked = [{ stream: [...streams.keys()][3], position: 412, error: "IllegalArgumentException: amount is not a number", since: iso(started - 7.2e6) }];

  const views = () => [...streams.values()].map((events) => fold(events)).filter(Boolean);
  const routes = {
    "GET /api/session": () => ok({ name: "first administrator", roles: ["ADMINISTRATOR"] }),
    "GET /api/customers": ({ query }) => {
      const q = (query.get("q") ?? "").toLowerCase();
      const identifier = query.get("identifier");
      const found = views().filter((view) =>
        identifier
          ? streams.get(view.customerId).some(({ event }) => event.identifier && `${event.identifier.type}:${event.identifier.value}` === identifier)
          : !q || [view.customerId, ...view.identifiers.map((each) => each.value), ...view.traits.filter(({ name }) => name === "country").map((each) => each.value)].some((value) => String(value).toLowerCase().startsWith(q)));
      found.sort((a, b) => String(b.lastSeen).localeCompare(String(a.lastSeen)));
      const from = Number(query.get("after") ?? 0);
      const end = from + Number(query.get("limit") ?? 20);
      return ok({ total: found.length, customers: found.slice(from, end).map(summary), next: end < found.length ? String(end) : null });
    },
    "GET /api/behaviors": ({ query }) => {
      const customer = query.get("customer");
      const time = query.get("time") === "recordedAt" ? "recordedAt" : "at";
      const [from, to] = [Date.parse(query.get("from")), query.get("to") ? Date.parse(query.get("to")) : Date.now()];
      const width = to - from > 2.6e8 ? 86_400_000 : 3_600_000;
      const found = (customer ? streams.get(customer) : log).filter((each) => each.event.behavior && each[time] >= from && each[time] < to);
      const series = Object.entries(Object.groupBy(found, ({ event }) => event.behavior.name)).map(([name, all]) => ({
        name, count: all.length,
        points: Object.entries(Object.groupBy(all, (each) => Math.floor(each[time] / width) * width)).map(([at, some]) => ({ at: iso(Number(at)), count: some.length })),
      }));
      const recent = customer ? found.toReversed().slice(0, 10).map(({ position, at, event: { behavior } }) => ({ position, at: iso(at), name: behavior.name, source: "shop", amount: behavior.properties.revenue })) : [];
      return ok({ from: iso(from), to: iso(to), interval: width > 3_600_000 ? "day" : "hour", total: found.length, series, recent });
    },
    "GET /api/customers/:id": ({ params: [id], query }) => {
      const instant = (name) => (query.get(name) ? Date.parse(query.get(name)) : Infinity);
      const events = streams.get(id);
      return events
        ? ok(fold(events, instant("asOf"), instant("knownAt")) ?? nobody(id))
        : problem(404, "customer-unknown", "there is no customer with this id");
    },
    "GET /api/customers/:id/history": ({ params: [id], query }) => {
      const name = query.get("name");
      const after = Number(query.get("after") ?? 0);
      const newest = query.get("order") === "desc";
      const limit = Number(query.get("limit") ?? 50);
      const all = (streams.get(id) ?? []).filter((each) => !name || each.name === name || each.event.behavior?.name === name);
      const rest = (newest ? all.toReversed() : all).filter((each) => !after || (newest ? each.position < after : each.position > after));
      const page = rest.slice(0, limit);
      return ok({ events: page.map(masked), next: rest.length > limit ? page.at(-1).position : null });
    },
    "PUT /api/customers/:id/consents/:purpose": ({ params: [id, purpose], body }) => {
      if (!body.evidence?.statement) {
        return problem(422, "evidence-missing", "A decision needs a statement of how it is known.");
      }
      const at = Date.now();
      const evidence = { origin: "EXPLICIT", actor: "first administrator", ...body.evidence };
      const event = { customerId: id, purpose, evidence, effectiveFrom: iso(at), at: iso(at) };
      const position = record({ stream: id, name: `consent-${body.state}`, at, recordedAt: at, event });
      return ok({ customerId: id, purpose, state: body.state, position }, 200, position);
    },
    "GET /api/purposes": () => ok(terms()),
    "GET /api/customers/:id/consents/:purpose/receipt": ({ params: [id, purpose] }) =>
      ok({ schema_version: "ISO/IEC TS 27560:2023", receipt_id: "e-7", consent_record: { record_id: "e-7", pii_principal_id: id, pii_processing: { purposes: [{ purpose }] } } }),
    "POST /api/customers/:id/preference-links": ({ params: [id] }) =>
      ok({ url: `https://shop.example/preferences/${id}.1790000000.Zx8`, expires: iso(started + 60 * 86_400_000), headers: {} }, 201),
    "GET /api/customers/:id/copy": ({ params: [id] }) => ok({ customer: { customerId: id }, events: [] }),
    "GET /api/subject-requests": ({ query }) => ok({ requests: requests.filter(({ outcome }) => (query.get("state") === "closed") === !!outcome) }),
    "GET /api/subject-requests/:id": ({ params: [id] }) => ok({ request: requests.find(({ requestId }) => requestId === id), wording: "I moved to Lyon." }),
    "POST /api/subject-requests/:id/closing": ({ params: [id], body }) =>
      ok(Object.assign(requests.find(({ requestId }) => requestId === id), { outcome: body.outcome, closedBy: "first administrator", closedAt: iso(Date.now()) })),
    "GET /api/segments/vocabulary": () => {
      const counts = new Map();
      log.forEach(({ event: { behavior } }) => behavior && counts.set(behavior.name, (counts.get(behavior.name) ?? 0) + 1));
      return ok({
        traits: [{ name: "country", values: ["United Kingdom", "France", "Germany", "China", "Japan", "Spain"] }, { name: "vip", values: ["false", "true"] }],
        events: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
        totals: ["events", "orders.count", "orders.amount", "refunds.count", "refunds.amount", "adjustments.count", "adjustments.amount"],
      });
    },
    "POST /api/segments/preview": ({ body }) => {
      const asked = performance.now();
      const profiled = views().filter(({ consents }) => consents.some(({ purpose, state }) => purpose === "profiling" && state === "granted"));
      try {
        const found = profiled.filter((view) => matches(body.rule, view, streams.get(view.customerId), Date.now()));
        return ok({ count: found.length, of: profiled.length, sample: found.slice(0, body.sampleSize ?? 10).map(summary), tookMs: Math.ceil(performance.now() - asked), position: log.length });
      } catch ({ pointer }) {
        return problem(422, "rule-invalid", `No such condition at ${pointer || "/"}.`);
      }
    },
    "GET /api/views": () => ok(viewsNow()),
    "POST /api/views/:view/replays": ({ params: [view] }) => {
      replays.set(view, { startedAt: Date.now(), decided: null });
      return ok(replayNow(view), 202);
    },
    "POST /api/views/:view/replays/current/accept": ({ params: [view] }) => decide(view, "switched"),
    "POST /api/views/:view/replays/current/abandon": ({ params: [view] }) => decide(view, "abandoned"),
    "POST /api/views/:view/parked/:stream/retry": () => {
      parked.length = 0;
      return ok(viewsNow());
    },
    "GET /api/status": () => ok({
      version: "0.1.0", roles: ["command", "projections", "query"], head: log.length, uptimeSeconds: 97_320,
      engines: [
        { name: "PostgreSQL", address: "127.0.0.1:15432", embedded: true, healthy: true, detail: "18.6" },
        { name: "MongoDB", address: "127.0.0.1:27018", embedded: true, healthy: true, detail: "H2 on disk" },
        { name: "Elasticsearch", address: "http://127.0.0.1:9201", embedded: true, healthy: true, detail: "8.19.21, green" },
      ],
      ledger: { size: log.length, lag: 0, lagSeconds: 0 },
      disk: { home: "/var/lib/annals", freeBytes: 82e9, usedBytes: 6.4e9 },
    }),
    "GET /api/refusals": () => ok({
      refusals: Array.from({ length: 12 }, (_, n) => ({
        source: n % 3 ? "till" : "shop", kind: "track", reason: n % 4 ? "consent-missing" : "consent-withdrawn", hour: iso(Math.floor(started / 3.6e6) * 3.6e6 - n * 7.2e6), count: 3 + ((n * 7) % 11),
      })),
    }),
    "GET /api/audit/ledger/head": () => ok(prove(entries(), 1).head),
    "GET /api/audit/ledger/inclusion": ({ query }) => ok(prove(entries(), Number(query.get("position")))),
    "GET /api/audit/ledger/verification": () => (verification ? ok(verified()) : problem(404, "verification-unknown", "nobody has verified the ledger")),
    "POST /api/audit/ledger/verification": () => {
      verification = Date.now();
      return ok(verified(), 202);
    },
    "GET /api/audit/accesses": ({ query }) => ok({ accesses: accesses().filter(({ access }) => !query.get("kind") || access.kind === query.get("kind")), customers: [] }),
    "GET /api/audit/report.html": () => page("Compliance report"),
    "GET /api/customers/:id/passport.html": () => page("Passport"),
    "GET /api/sources": () => ok({ sources }),
    "POST /api/sources": ({ body }) => {
      if (!body.name) {
        return problem(422, "name-missing", "A source needs a name.");
      }
      const created = source(`s-${sources.length + 1}`, body.name, body.consentPolicy);
      sources.push(created);
      return ok({ ...created, writeKey: "wk_7Q2mXv0pA9sLd3Kf8RtYb1Nc" }, 201, log.length);
    },
    "GET /api/sources/:id/activity": () => ok({
      lastSeen: iso(started - 3 * 60_000),
      counts: [
        { hour: iso(Math.floor(started / 3.6e6) * 3.6e6), kind: "track", outcome: "STORED", count: 412 },
        { hour: iso(Math.floor(started / 3.6e6) * 3.6e6), kind: "track", outcome: "REJECTED", reason: "field-missing", count: 2 },
        { hour: iso(Math.floor(started / 3.6e6) * 3.6e6), kind: "page", outcome: "DROPPED", reason: "bot", count: 7 },
      ],
    }),
    "GET /api/sources/:id/cleaning": () => ok(cleaning()),
    "PUT /api/sources/:id/cleaning": ({ body }) => {
      switchedOff = body.off;
      return ok(cleaning());
    },
    "GET /api/codes": () => ok({ book, counts: [{ sourceId: "shop", field: "gender", value: "divers", known: false, count: 4, lastAt: iso(started) }] }),
    "PUT /api/codes": ({ body }) => {
      book = { ...body, version: body.version + 1 };
      return ok({ book, counts: [] });
    },
    "GET /api/sources/:id/declaration": () => ok({ declaration, undeclared: [{ field: "traits: shoe size", count: 12, lastAt: iso(started) }] }),
    "PUT /api/sources/:id/declaration": ({ body }) => {
      declaration = body;
      return ok({ declaration, undeclared: [] });
    },
    "GET /api/sources/:id/declaration/suggestion": () =>
      ok({ mode: "DROP_FIELDS", events: ["Order Completed"], fields: [{ part: "TRACK", event: "Order Completed", name: "revenue", type: "NUMBER", personal: false }] }),
    "GET /api/sources/:id/hook": ({ params: [id] }) => ok(hook(id)),
    "PUT /api/sources/:id/hook": ({ params: [id], body }) => {
      hooked = body;
      return ok(hook(id));
    },
    "POST /api/sources/:id/hook/secrets": ({ params: [sourceId], body }) => {
      secrets = [{ secretId: "5d1b1d0c-new" }];
      return ok({ sourceId, secret: body.secret ?? "Zk3mW9qLx0TbVn5R", formerSecretsUntil: iso(Date.now()) }, 201);
    },
    "GET /api/sources/:id/live": () => new Response(
      `:what came last\n\nid:1\nevent:arrival\ndata:${JSON.stringify({ at: iso(started), kind: "track", outcome: "STORED", name: "Tea poured", who: "a***@e***.com" })}\n\n`,
      { headers: { "Content-Type": "text/event-stream" } }),
    "GET /api/quarantine": () => ok({ items: held }),
    "POST /api/quarantine/:id/release": ({ params: [id], body }) => {
      if (!body.item?.event) {
        return problem(422, "field-missing", "event is required.");
      }
      held.splice(held.findIndex((each) => each.id === Number(id)), 1);
      return ok({ outcome: "STORED" });
    },
    "PATCH /api/sources/:id": ({ params: [id], body }) => ok(Object.assign(sources.find(({ sourceId }) => sourceId === id), body)),
    "POST /api/sources/:id/keys": ({ params: [sourceId], body }) =>
      ok({ sourceId, writeKey: "wk_Nw8Tq4Zr1Ye6Uo3Ip5Sd0Fg2", formerKeysUntil: iso(Date.now() + body.graceSeconds * 1000) }, 201),
  };

  function hook(id) {
    const presets = [
      { name: "GitHub", signature: { scheme: "BODY", header: "X-Hub-Signature-256", encoding: "HEX", prefix: "sha256=", toleranceSeconds: 300 } },
      { name: "Stripe", signature: { scheme: "TIMESTAMPED", header: "Stripe-Signature", encoding: "HEX", prefix: "v1=", toleranceSeconds: 300 } },
    ];
    return { path: `/v1/hooks/${id}`, secrets, presets, ...(hooked ? { hook: hooked } : {}) };
  }

  function entries() {
    return log.map((each) => Buffer.from(JSON.stringify(each)));
  }

  /** Two seconds of looking. */
  function verified() {
    const share = Math.min(1, (Date.now() - verification) / 2_000);
    const times = { startedAt: iso(verification), ...(share < 1 ? {} : { endedAt: iso(Date.now()) }) };
    return {
      state: share < 1 ? "verifying" : "unchanged", position: Math.floor(share * log.length), target: log.length, ...times,
      ...(share < 1 ? {} : { verified: { events: log.length, covered: log.length, heads: 12, keyId: "5d41402abc4b2a76b9719d911017c592", faults: [] } }),
    };
  }

  function accesses() {
    const customers = [...streams.keys()];
    return ["CUSTOMER", "HISTORY", "SEARCH", "OPERATION"].map((kind, n) => ({
      position: log.length - n,
      access: {
        accessId: `a-${n}`, kind, endpoint: ["GET /api/customers/{id}", "GET /api/customers/{id}/history", "GET /api/customers", "POST /api/tokens"][n],
        fields: n === 3 ? "NONE" : "MASKED", actor: n % 2 ? "Lin Bo" : "Mei Chen", roles: [n % 2 ? "AUDITOR" : "MARKETER"],
        ...(n === 0 ? { reason: "TICKET-4711" } : {}), requestId: `9c1f0a7be2d4-${n}`,
        customers: n === 3 ? [] : customers.slice(0, n === 2 ? 12 : 1), at: iso(started - n * 3.6e6),
      },
    }));
  }

  function cleaning() {
    const rules = ["duplicate", "illogical-time", "test-traffic", "bot", "amount-out-of-range", "click-storm", "fake-order"];
    return {
      rules: rules.map((rule) => ({ rule, on: !switchedOff.includes(rule), switchable: rule !== "duplicate" })),
      settings: {
        off: switchedOff, futureHours: 48, pastDays: 3650, mostAmount: 100_000_000, mostQuantity: 1_000_000, testUsers: [],
        testDomains: [], stormCalls: 200, stormSeconds: 10, ordersAnHour: 100, fakeOrders: {},
      },
    };
  }

  function viewsNow() {
    const views = ["customer-view", "customer-search", "behavior-index"].map((view, n) => ({
      view, generation: String(n + 1), position: log.length - (n === 2 ? 18 : 0), lag: n === 2 ? 18 : 0, unreadable: 0,
      parked: n === 1 ? parked : [], replay: replayNow(view),
    }));
    return { head: log.length, views };
  }

  /** Ten seconds of building; the behaviour index then differs, so that the decision can be looked at. */
  function replayNow(view) {
    const replay = replays.get(view);
    if (!replay) {
      return null;
    }
    const share = Math.min(1, (Date.now() - replay.startedAt) / 10_000);
    const differs = view === "behavior-index";
    const state = replay.decided ?? (share < 0.9 ? "building" : share < 1 ? "comparing" : differs ? "different" : "switched");
    return {
      view, generation: "4", state, position: Math.floor(share * log.length), target: log.length, eventsPerSecond: log.length / 10, startedAt: iso(replay.startedAt),
      ...(share < 0.9 ? {} : { compared: 64 }),
      ...(state === "different" ? { differenceCount: 1, differences: [{ id: "e-311", live: { amount: "19.5" }, rebuilt: { amount: "21" } }] } : {}),
    };
  }
  function decide(view, decided) {
    replays.set(view, { ...replays.get(view), decided });
    return ok(replayNow(view));
  }

  return async function answer(request) {
    const { pathname, searchParams } = new URL(request.url, "http://fake");
    if (request.headers.get("Authorization") !== `Bearer ${TOKEN}`) {
      return problem(401, "token-unknown", "This token is not known.");
    }
    for (const [route, handle] of Object.entries(routes)) {
      const [method, path] = route.split(" ");
      const hit = method === request.method && new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`).exec(pathname);
      if (hit) {
        const text = await request.text();
        return handle({ params: hit.slice(1).map(decodeURIComponent), query: searchParams, body: text ? JSON.parse(text) : {} });
      }
    }
    return problem(404, "route-unknown", `Nothing answers ${request.method} ${pathname}.`);
  };
}

function masked({ at, recordedAt, event, ...rest }) {
  const identifier = event.identifier?.type === "email" ? { ...event.identifier, value: mask(event.identifier.value) } : event.identifier;
  const traits = event.traits && { ...event.traits, ...(event.traits.name ? { name: mask(event.traits.name) } : {}) };
  return { ...rest, at: iso(at), recordedAt: iso(recordedAt), event: { ...event, ...(identifier ? { identifier } : {}), ...(traits ? { traits } : {}) } };
}

function terms() {
  const names = {
    collection: ["Keep what I do", "保存我的行为"], profiling: ["Learn my preferences", "了解我的偏好"], marketing: ["Marketing", "营销"],
    "marketing-email": ["Marketing by e-mail", "电子邮件营销"], recommendation: ["Recommendations", "个性化推荐"], sharing: ["Sharing", "与他人共享"],
  };
  const purposes = Object.entries(names).map(([purpose, [en, zh]]) => ({
    noticeHash: "4a1d",
    terms: {
      purpose, legalBasis: "CONSENT", policy: "OPT_IN", regions: {},
      notice: { version: "annals-0", texts: { en: { name: en, text: `${en}: what the data is used for.` }, zh: { name: zh, text: `${zh}：数据的用途。` } } },
    },
  }));
  return { version: 0, controller: { name: "", contact: "" }, purposes };
}

/** A customer before anything had happened. */
function nobody(customerId) {
  const none = { count: 0, amount: 0 };
  return {
    customerId, members: [customerId], position: 0, identifiers: [], traits: [], consents: [],
    totals: { events: 0, refused: 0, byName: [], orders: none, refunds: none, adjustments: none },
    topCategories: [], topProducts: [], days: [],
  };
}

function source(sourceId, name, consentPolicy) {
  return { sourceId, name, consentPolicy, enabled: true, createdAt: iso(Date.now() - 86_400_000 * 40) };
}

/** As the server does, leaves out what is null. */
function ok(body, status = 200, position = null) {
  const said = JSON.stringify(body, (_, value) => value ?? undefined);
  return new Response(said, { status, headers: { "Content-Type": "application/json", ...(position === null ? {} : { "Annals-Position": String(position) }) } });
}

function page(title) {
  return new Response(`<!doctype html><title>${title}</title><h1>${title}</h1>`, { headers: { "Content-Type": "text/html;charset=UTF-8" } });
}

function problem(status, code, detail) {
  return new Response(JSON.stringify({ type: "about:blank", title: code, status, detail, code }), {
    status, headers: { "Content-Type": "application/problem+json" },
  });
}
