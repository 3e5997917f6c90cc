import { GROUP, ORDER, PAGE } from "../story.mjs";

const SDK = "/node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/esm/index.mjs";

const drive = (useBeacon) =>
  async function ({ page, url, key, userId, previousId, traits }) {
    await page.evaluate(
      async ({ SDK, useBeacon, url, key, userId, previousId, traits, ORDER, PAGE, GROUP }) => {
        const { RudderAnalytics } = await import(SDK);
        const analytics = new RudderAnalytics();
        analytics.load(key, url, { configUrl: url, useBeacon });
        await new Promise((ready) => analytics.ready(ready));
        analytics.identify(userId, traits);
        analytics.track(ORDER.event, ORDER.properties);
        analytics.page(PAGE.name, PAGE.properties);
        analytics.group(GROUP.groupId, GROUP.traits);
        analytics.alias(userId, previousId);
      },
      { SDK, useBeacon, url, key, userId, previousId, traits, ORDER, PAGE, GROUP },
    );
    if (useBeacon) {
      await page.goto("about:blank"); // a beacon is sent when the visitor leaves
    }
  };

const rudder = {
  package: "@rudderstack/analytics-js",
  library: "RudderLabs JavaScript SDK",
  calls: ["identify", "track", "page", "group", "alias"],
};

export const rudderBrowser = { ...rudder, name: "rudder-browser", drive: drive(false) };

export const rudderBeacon = { ...rudder, name: "rudder-beacon", drive: drive(true) };
