import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { GROUP, ORDER, PAGE, SCREEN, TRAITS } from "./story.mjs";

const NAMES = { track: ORDER.event, page: PAGE.name, screen: SCREEN.name, group: GROUP.groupId };
const PROPERTIES = { page: PAGE.properties, screen: SCREEN.properties, group: GROUP.traits };
const MINUTE = 60_000;

/** For each kind of call, what must have become of it; throws when a field is not as it was sent. */
const FIELDS = {
  async identify({ server, customerId, client, people }) {
    const { traits } = await server.profile(customerId);
    const known = Object.fromEntries(traits.map(({ name, value }) => [name, value]));
    assert.deepEqual(pick(known, TRAITS), TRAITS);
    assert.equal(await server.customerId("email", people.traits.email), customerId);
    if (!client.surroundings) {
      assert.equal(await server.customerId("anonymous_id", people.anonymousId), customerId);
    }
    return `traits ${Object.keys(TRAITS).join(", ")}`;
  },
  async alias({ server, customerId, people }) {
    assert.equal(await server.customerId("anonymous_id", people.previousId), customerId, "the former name leads elsewhere");
    return "one customer with both names";
  },
  track: behavior("track"),
  page: behavior("page"),
  screen: behavior("screen"),
  group: behavior("group"),
};

function behavior(kind) {
  return async ({ server, customerId, sourceId, client, started }) => {
    const found = (await server.behaviors(customerId)).filter(
      ({ kind: its, name }) => its === kind && name === NAMES[kind],
    );
    assert.equal(found.length, 1, `${found.length} ${kind} calls were stored instead of one`);
    const [one] = found;
    const sent = PROPERTIES[kind] ?? (client.order ?? ORDER).properties;
    assert.deepEqual(pick(one.properties, sent), sent);
    assert.equal(one.source, sourceId);
    assert.ok(one.messageId, "no messageId");
    assert.equal(one.context.library.name, client.library);
    assert.ok(one.context.library.version.endsWith(await version(client)), one.context.library.version);
    client.surroundings?.(one);
    for (const time of ["at", "originalAt", "sentAt", "receivedAt"]) {
      const since = Date.parse(one[time]) - started;
      assert.ok(since > -MINUTE && since < MINUTE, `${time} is ${one[time]}`);
    }
    return `${one.name}: ${Object.keys(sent).join(", ")}`;
  };
}

/** What a browser tells of itself; who may see a history sees the agent masked. */
export function surroundings({ context }) {
  assert.match(context.userAgent ?? "", /^M/);
  assert.equal(context.campaign?.source, "lane");
}

/** The 360° view, once it has caught up: the order counts. */
async function order({ server, customerId }) {
  const { totals } = await server.profile(customerId);
  assert.equal(totals.orders.count, 1);
  assert.equal(totals.orders.amount, ORDER.properties.revenue);
}

/** Rows of the table: client, call, what was stored. Waits until the last call has arrived. */
export async function check({ server, client, people, sourceId, started }) {
  const customerId = await eventually(async () => {
    const found = await server.customerId("user_id", people.userId);
    assert.ok(found, `nobody is called ${people.userId}`);
    return found;
  });
  const seen = { server, client, people, sourceId, started, customerId };
  const rows = [];
  for (const call of client.calls) {
    rows.push([client.name, call, await eventually(() => FIELDS[call](seen))]);
  }
  await eventually(() => order(seen));
  const { refusals } = await server.api("/api/refusals");
  assert.deepEqual(refusals.filter((refusal) => refusal.sourceId === sourceId), [], "something was refused");
  return rows;
}

function pick(all, wanted) {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, all?.[name]]));
}

async function version(client) {
  const file = new URL(`node_modules/${client.package}/package.json`, import.meta.url);
  return JSON.parse(await readFile(file, "utf8")).version;
}

/** A view follows the log: what it does not say yet it may say soon. The last failure stands. */
async function eventually(question) {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await question();
    } catch (failure) {
      if (Date.now() > until) {
        throw failure;
      }
      await new Promise((resume) => setTimeout(resume, 200));
    }
  }
}
