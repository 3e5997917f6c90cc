/** A small made-up shop: the same customers and events every time, laid out backwards from the start of today. */

const DAY = 86_400_000;
const GIVEN = ["Ada", "Bo", "Cleo", "Dai", "Eve", "Finn", "Gao", "Hana", "Ivo", "Jia", "Kim", "Lin", "Mei", "Noa", "Ole", "Pia"];
const FAMILY = ["Li", "Smith", "Wang", "Garcia", "Zhang", "Novak", "Chen", "Khan"];
const COUNTRIES = ["United Kingdom", "France", "Germany", "China", "Japan", "Spain"];
const PRODUCTS = [
  ["p-1", "Green tea", "tea", 6.5], ["p-2", "Oolong tea", "tea", 9.8], ["p-3", "Tea pot", "kitchen", 34],
  ["p-4", "Mug with a fox", "kitchen", 11.2], ["p-5", "Wool blanket", "home", 58], ["p-6", "Paper lantern", "home", 14.5],
  ["p-7", "Notebook", "stationery", 7.9], ["p-8", "Fountain pen", "stationery", 42],
];

/** Mulberry32: small, and good enough to look like a shop. */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function mask(value) {
  return value.includes("@") ? value.replace(/^(.)[^@]*@(.)[^.]*/, "$1***@$2***") : `${value[0]}***`;
}

/** The whole log in order of recording; `event` is not masked yet. */
export function openShop(count = 64, today = Math.floor(Date.now() / DAY) * DAY) {
  const roll = dice(7);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const log = [];
  for (let n = 0; n < count; n++) {
    const stream = `c-${(0x4a1f00 + n * 7919).toString(16).padStart(8, "0")}`;
    let at = today - Math.floor((60 + roll() * 360) * DAY) + Math.floor(roll() * DAY);
    const add = (name, event, shift = 0, late = 800) =>
      log.push({ stream, name, at: at + shift, recordedAt: at + shift + late, event: { customerId: stream, ...event } });
    const [given, family] = [pick(GIVEN), pick(FAMILY)];
    const evidence = { origin: "CLIENT", actor: "shop", statement: "Consent banner version 3", notice: "3" };
    for (const purpose of ["collection", "profiling", "marketing"]) {
      if (purpose === "collection" || roll() < (purpose === "profiling" ? 0.8 : 0.5)) {
        add("consent-granted", { purpose, evidence, effectiveFrom: iso(at), at: iso(at) });
      }
    }
    add("identifier-attached", { identifier: { type: "user_id", value: String(12000 + n) }, source: "shop", at: iso(at) }, 20);
    const traits = { name: `${given} ${family}`, country: roll() < 0.5 ? COUNTRIES[0] : pick(COUNTRIES), vip: roll() < 0.15 };
    add("traits-changed", { traits, messageId: `m-${n}-t`, source: "shop", at: iso(at) }, 40);
    if (roll() < 0.7) {
      const value = `${given}.${family}${n}@example.com`.toLowerCase();
      add("identifier-attached", { identifier: { type: "email", value }, source: "shop", at: iso(at) }, 3 * DAY + 60);
    }
    const visits = 2 + Math.floor(roll() * roll() * 34);
    const pause = Math.max(0.6, (today - at) / DAY / (visits + 1));
    for (let visit = 0; visit < visits; visit++) {
      at += Math.floor((0.3 + roll() * 1.3) * pause * DAY);
      if (at > today) {
        break;
      }
      shopping(add, pick, roll, `${n}-${visit}`, () => at);
    }
  }
  log.sort((a, b) => a.recordedAt - b.recordedAt);
  return log;
}

function shopping(add, pick, roll, visit, now) {
  let minute = 0;
  const did = (name, properties, kind = "track") => {
    const shift = (minute += 1 + Math.floor(roll() * 4)) * 60_000;
    const late = roll() < 0.06 ? 2 * DAY : 900;
    const behavior = {
      messageId: `m-${visit}-${minute}`, source: "shop", kind, name, properties, context: {},
      at: iso(now() + shift), receivedAt: iso(now() + shift + late),
    };
    add("behavior-recorded", { behavior }, shift, late);
  };
  did("Home", { path: "/", referrer: pick(["search", "newsletter", "friend"]) }, "page");
  const seen = [];
  for (let views = 1 + Math.floor(roll() * 4); views > 0; views--) {
    const [id, name, category, price] = pick(PRODUCTS);
    did("Product Viewed", { product_id: id, name, category, price });
    if (roll() < 0.45) {
      const quantity = 1 + Math.floor(roll() * 3);
      did("Product Added", { product_id: id, name, category, price, quantity });
      seen.push({ product_id: id, name, category, price, quantity });
    }
  }
  if (seen.length > 0 && roll() < 0.6) {
    const revenue = Math.round(seen.reduce((sum, { price, quantity }) => sum + price * quantity, 0) * 100) / 100;
    did("Order Completed", { order_id: `o-${visit}`, revenue, products: seen });
    if (roll() < 0.1) {
      did("Order Refunded", { order_id: `o-${visit}`, revenue });
    }
  }
}

export function iso(at) {
  return new Date(at).toISOString();
}
