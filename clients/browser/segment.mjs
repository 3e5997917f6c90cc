import { GROUP, ORDER, PAGE, SCREEN } from "../story.mjs";

export const segmentBrowser = {
  name: "segment-browser",
  package: "@segment/analytics-next",
  library: "analytics.js",
  calls: ["identify", "track", "page", "screen", "group", "alias"],

  /** Asks `cdnURL` for its settings, then sends JSON as plain text after a pre-flight. */
  async drive({ page, url, key, userId, previousId, traits }) {
    await page.addScriptTag({ url: "/node_modules/@segment/analytics-next/dist/umd/index.js" });
    await page.evaluate(
      async ({ url, key, userId, previousId, traits, ORDER, PAGE, SCREEN, GROUP }) => {
        const [analytics] = await window.AnalyticsNext.AnalyticsBrowser.load({ writeKey: key, cdnURL: url });
        await analytics.identify(userId, traits);
        await analytics.track(ORDER.event, ORDER.properties);
        await analytics.page(PAGE.name, PAGE.properties);
        await analytics.screen(SCREEN.name, SCREEN.properties);
        await analytics.group(GROUP.groupId, GROUP.traits);
        await analytics.alias(userId, previousId);
      },
      { url, key, userId, previousId, traits, ORDER, PAGE, SCREEN, GROUP },
    );
  },
};
