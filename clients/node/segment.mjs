import { Analytics } from "@segment/analytics-node";
import { GROUP, ORDER, PAGE, SCREEN } from "../story.mjs";

export const segmentNode = {
  name: "segment-node",
  package: "@segment/analytics-node",
  library: "@segment/analytics-node",
  calls: ["identify", "track", "page", "screen", "group", "alias"],

  async drive({ url, key, userId, anonymousId, previousId, traits }) {
    const analytics = new Analytics({ host: url, writeKey: key });
    const failed = [];
    analytics.on("error", (error) => failed.push(error));
    analytics.identify({ userId, anonymousId, traits });
    analytics.track({ userId, ...ORDER });
    analytics.page({ userId, ...PAGE });
    analytics.screen({ userId, ...SCREEN });
    analytics.group({ userId, ...GROUP });
    analytics.alias({ userId, previousId });
    await analytics.closeAndFlush();
    if (failed.length > 0) {
      throw new Error(JSON.stringify(failed));
    }
  },
};
