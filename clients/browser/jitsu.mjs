import { GROUP, ORDER, PAGE } from "../story.mjs";

export const jitsuBrowser = {
  name: "jitsu-browser",
  package: "@jitsu/js",
  library: "@jitsu/js",
  calls: ["identify", "track", "page", "group"],

  async drive({ page, url, key, userId, traits }) {
    await page.evaluate(
      async ({ url, key, userId, traits, ORDER, PAGE, GROUP }) => {
        const { jitsuAnalytics } = await import("/node_modules/@jitsu/js/dist/jitsu.es.js");
        const analytics = jitsuAnalytics({ host: url, writeKey: key, errorPolicy: "rethrow" });
        await analytics.identify(userId, traits);
        await analytics.track(ORDER.event, ORDER.properties);
        await analytics.page({ name: PAGE.name, ...PAGE.properties });
        await analytics.group(GROUP.groupId, GROUP.traits);
      },
      { url, key, userId, traits, ORDER, PAGE, GROUP },
    );
  },
};
