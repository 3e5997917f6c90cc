import { shop } from "./browser.mjs";
import { jitsuBrowser } from "./browser/jitsu.mjs";
import { rudderBeacon, rudderBrowser } from "./browser/rudder.mjs";
import { segmentBrowser } from "./browser/segment.mjs";
import { sensorsBatch, sensorsBrowser } from "./browser/sensors.mjs";
import { check, surroundings } from "./check.mjs";
import { jitsuNode } from "./node/jitsu.mjs";
import { rudderNode } from "./node/rudder.mjs";
import { segmentNode } from "./node/segment.mjs";
import { Server } from "./server.mjs";
import { people } from "./story.mjs";

/**
 * Lets the real client packages, as npm has them, talk to the server at `ANNALS_URL` with nothing changed but host and
 * key, and finds again what they said, field by field. Any difference fails the command.
 */
const { ANNALS_URL, ANNALS_TOKEN } = process.env;
if (!ANNALS_URL || !ANNALS_TOKEN) {
  console.error("ANNALS_URL and ANNALS_TOKEN name the server and its first administrator's token.");
  process.exit(2);
}

const NODE = [segmentNode, rudderNode, jitsuNode];
const BROWSER = [segmentBrowser, rudderBrowser, rudderBeacon, jitsuBrowser, sensorsBrowser, sensorsBatch];

const server = new Server(ANNALS_URL, ANNALS_TOKEN);
const rows = [];
const failed = [];

async function run(client, page) {
  try {
    const { sourceId, writeKey } = await server.source(client.name);
    const who = people(client.name);
    const started = Date.now();
    await client.drive({ page, url: server.url, key: writeKey, ...who });
    rows.push(...(await check({ server, client, people: who, sourceId, started })));
    console.log(`ok    ${client.name}`);
  } catch (failure) {
    failed.push(client.name);
    console.error(`FAIL  ${client.name}\n${failure.stack}`);
  }
}

for (const client of NODE) {
  await run(client);
}
const visited = await shop();
try {
  for (const client of BROWSER) {
    await run({ surroundings, ...client }, await visited.visit());
  }
} finally {
  await visited.close();
}

const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
for (const [client, call, stored] of rows) {
  console.log(`${client.padEnd(widths[0])}  ${call.padEnd(widths[1])}  ${stored}`);
}
process.exit(failed.length > 0 ? 1 : 0);
