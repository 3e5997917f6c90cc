import { iso, mask } from "./shop.mjs";

const PERSONAL = new Set(["name", "email", "phone"]);

/** What the events of one customer, in order of recording, say of them. Null when they say nothing. */
export function fold(events, asOf = Infinity, knownAt = Infinity) {
  const seen = events
    .filter((event) => event.at <= asOf && event.recordedAt <= knownAt)
    .sort((a, b) => a.at - b.at || a.position - b.position);
  if (seen.length === 0) {
    return null;
  }
  const [identifiers, traits, consents, names, days] = Array.from({ length: 5 }, () => new Map());
  const [categories, products] = [new Map(), new Map()];
  const orders = { count: 0, amount: 0 };
  const refunds = { count: 0, amount: 0 };
  let behaviors = 0;
  for (const { name, event, at } of seen) {
    if (name === "identifier-attached") {
      const { type, value } = event.identifier;
      identifiers.set(type, { type, value: type === "email" ? mask(value) : value, since: iso(at) });
    } else if (name === "traits-changed") {
      Object.entries(event.traits).forEach(([trait, value]) =>
        traits.set(trait, { name: trait, value: PERSONAL.has(trait) ? mask(value) : value, at: iso(at) }));
    } else if (name.startsWith("consent-")) {
      const { purpose, effectiveFrom, evidence, expires } = event;
      consents.set(purpose, { purpose, state: name.slice(8), effectiveFrom, at: event.at, expires, evidence });
    } else if (name === "behavior-recorded") {
      behaviors++;
      const { behavior } = event;
      const counted = names.get(behavior.name) ?? { name: behavior.name, count: 0 };
      names.set(behavior.name, { ...counted, count: counted.count + 1, last: behavior.at });
      days.set(behavior.at.slice(0, 10), (days.get(behavior.at.slice(0, 10)) ?? 0) + 1);
      if (behavior.name === "Order Completed") {
        add(orders, behavior.properties.revenue);
        behavior.properties.products.forEach(({ product_id, name: product, category, price, quantity }) => {
          rank(categories, category, category, price * quantity, quantity);
          rank(products, product_id, product, price * quantity, quantity);
        });
      }
      if (behavior.name === "Order Refunded") {
        add(refunds, behavior.properties.revenue);
      }
    }
  }
  const profiled = consents.get("profiling")?.state === "granted";
  const dayList = [...days].map(([day, count]) => ({ day, count })).sort((a, b) => a.day.localeCompare(b.day));
  const last = seen.filter(({ name }) => name === "behavior-recorded");
  return {
    customerId: seen[0].stream, members: [seen[0].stream],
    position: Math.max(...seen.map(({ position }) => position)),
    asOf: Number.isFinite(asOf) ? iso(asOf) : null, knownAt: Number.isFinite(knownAt) ? iso(knownAt) : null,
    identifiers: [...identifiers.values()], traits: [...traits.values()], consents: [...consents.values()],
    firstSeen: last[0] ? iso(last[0].at) : null, lastSeen: last.length ? iso(last.at(-1).at) : null,
    totals: {
      events: behaviors, refused: 0, byName: [...names.values()], orders, refunds, adjustments: { count: 0, amount: 0 },
    },
    topCategories: profiled ? top(categories) : [], topProducts: profiled ? top(products) : [], days: dayList,
  };
}

export function summary(view) {
  const trait = (name) => view.traits.find((each) => each.name === name)?.value ?? null;
  return {
    customerId: view.customerId, name: trait("name"), country: trait("country"),
    identifiers: view.identifiers.map(({ type, value }) => ({ type, value })),
    firstSeen: view.firstSeen, lastSeen: view.lastSeen, events: view.totals.events, orders: view.totals.orders,
  };
}

/** Whether the rule holds; throws `{pointer}` for what is no rule. */
export function matches(rule, view, events, now, pointer = "") {
  const compare = { gt: (a, b) => a > b, gte: (a, b) => a >= b, lt: (a, b) => a < b, lte: (a, b) => a <= b, equals: (a, b) => a === b };
  const inner = (child, at) => matches(child, view, events, now, `${pointer}${at}`);
  if (rule?.all) return rule.all.map((child, n) => inner(child, `/all/${n}`)).every(Boolean);
  if (rule?.any) return rule.any.map((child, n) => inner(child, `/any/${n}`)).some(Boolean);
  if (rule?.not) return !inner(rule.not, "/not");
  if (rule?.trait) {
    const value = view.traits.find(({ name }) => name === rule.trait)?.value;
    switch (rule.is) {
      case "exists": return value !== undefined;
      case "equals": return String(value) === String(rule.value);
      case "not-equals": return value !== undefined && String(value) !== String(rule.value);
      case "in": return rule.value.map(String).includes(String(value));
      case "contains": return String(value ?? "").includes(rule.value);
      default: return value !== undefined && compare[rule.is](value, rule.value);
    }
  }
  if (rule?.total) {
    const value = rule.total.split(".").reduce((part, name) => part?.[name], view.totals);
    return compare[rule.is](value, rule.value);
  }
  if (rule?.seen) {
    const at = Date.parse(rule.seen === "first" ? view.firstSeen : view.lastSeen);
    return rule.withinDays ? at >= now - rule.withinDays * 86_400_000 : at < now - rule.beforeDays * 86_400_000;
  }
  if (rule?.did) {
    const from = rule.withinDays ? now - rule.withinDays * 86_400_000 : 0;
    const times = events.filter((each) => each.at >= from && each.event.behavior?.name === rule.did).length;
    return rule.atMost === undefined ? times >= rule.atLeast : times <= rule.atMost;
  }
  throw { pointer };
}

function add(money, amount) {
  money.count++;
  money.amount = Math.round((money.amount + amount) * 100) / 100;
}

function rank(ranked, id, name, amount, count) {
  const before = ranked.get(id) ?? { id, name, count: 0, amount: 0 };
  ranked.set(id, { ...before, count: before.count + count, amount: Math.round((before.amount + amount) * 100) / 100 });
}

const top = (ranked) => [...ranked.values()].sort((a, b) => b.amount - a.amount).slice(0, 10);
