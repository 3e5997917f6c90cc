import assert from "node:assert/strict";
import { FLAT_ORDER, PAGE } from "../story.mjs";

const sensors = {
  package: "sa-sdk-javascript",
  library: "js",
  calls: ["identify", "track", "page"],
  order: FLAT_ORDER,

  surroundings({ properties }) {
    assert.equal(properties.$latest_utm_source, "lane");
  },
};

const drive = (options) =>
  async function ({ page, url, key, userId, traits }) {
    await page.addScriptTag({ url: "/node_modules/sa-sdk-javascript/sensorsdata.min.js" });
    await page.evaluate(
      ({ options, url, key, userId, traits, FLAT_ORDER, PAGE }) => {
        const sensors = window.sensorsDataAnalytic201505;
        sensors.init({ server_url: `${url}/sa?project=${key}`, ...options });
        sensors.login(userId);
        sensors.setProfile(traits);
        sensors.track(FLAT_ORDER.event, FLAT_ORDER.properties);
        document.title = PAGE.name;
        sensors.quick("autoTrack", PAGE.properties);
      },
      { options, url, key, userId, traits, FLAT_ORDER, PAGE },
    );
  };

/** As it comes: each record in the address of an image. */
export const sensorsBrowser = { ...sensors, name: "sensors-browser", drive: drive({}) };

export const sensorsBatch = { ...sensors, name: "sensors-batch", drive: drive({ batch_send: true }) };
