import { jitsuAnalytics } from "@jitsu/js";
import { GROUP, ORDER, PAGE } from "../story.mjs";

export const jitsuNode = {
  name: "jitsu-node",
  package: "@jitsu/js",
  library: "@jitsu/js",
  calls: ["identify", "track", "page", "group"],

  async drive({ url, key, userId, anonymousId, traits }) {
    const analytics = jitsuAnalytics({ host: url, writeKey: key, s2s: true, errorPolicy: "rethrow" });
    await analytics.setAnonymousId(anonymousId);
    await analytics.identify(userId, traits);
    await analytics.track(ORDER.event, ORDER.properties);
    await analytics.page({ name: PAGE.name, ...PAGE.properties });
    await analytics.group(GROUP.groupId, GROUP.traits);
  },
};
