import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { GROUP, ORDER, PAGE, SCREEN } from "../story.mjs";

export const rudderNode = {
  name: "rudder-node",
  package: "@rudderstack/rudder-sdk-node",
  library: "analytics-node",
  calls: ["identify", "track", "page", "screen", "group", "alias"],

  /** By default this one sends gzipped JSON that says it is a form. */
  async drive({ url, key, userId, anonymousId, previousId, traits }) {
    const analytics = new RudderAnalytics(key, { dataPlaneUrl: url });
    const delivered = [];
    const said = (kind, message) =>
      delivered.push(new Promise((done, failed) => analytics[kind](message, (error) => (error ? failed(error) : done()))));
    said("identify", { userId, anonymousId, traits });
    said("track", { userId, ...ORDER });
    said("page", { userId, ...PAGE });
    said("screen", { userId, ...SCREEN });
    said("group", { userId, ...GROUP });
    said("alias", { userId, previousId });
    await analytics.flush();
    await Promise.all(delivered);
  },
};
