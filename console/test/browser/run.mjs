import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { TOKEN } from "../fake/server.mjs";
import { serve } from "../fake/serve.mjs";
import { launch, openPage } from "./browser.mjs";
import { journey } from "./journey.mjs";
import { gallery } from "./gallery.mjs";

/**
 * Walks through the console in a real browser. `ANNALS_URL` and `ANNALS_TOKEN` name a running server with demo data;
 * without them a made-up shop answers. Any failing step fails the command.
 */
const SHOTS = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
await mkdir(SHOTS, { recursive: true });

const fake = process.env.ANNALS_URL ? null : await serve();
const url = (fake?.url ?? process.env.ANNALS_URL).replace(/\/$/, "");
const token = fake ? TOKEN : process.env.ANNALS_TOKEN;
if (!token) {
  console.error("ANNALS_TOKEN is missing: it is printed when the server starts, and kept in its home as admin-token.");
  process.exit(2);
}

const browser = await launch();
const failed = [];
try {
  const { page, faults } = await openPage(browser, url, { width: 1440, height: 900 });
  for (const [name, step] of journey({ page, url, token })) {
    const asked = Date.now();
    try {
      await step();
      if (faults.length > 0) {
        throw new Error(faults.splice(0).join("\n"));
      }
      console.log(`ok    ${name} (${Date.now() - asked} ms)`);
    } catch (error) {
      failed.push(name);
      console.error(`FAIL  ${name}\n${error.message}`);
    }
    await page.screenshot({ path: `${SHOTS}journey-${name.replaceAll(/\W+/g, "-")}.png` });
    if (failed.length > 0) {
      break;
    }
  }
  if (failed.length === 0) {
    await gallery({ browser, url, token, shots: SHOTS, fake: fake !== null });
    console.log(`Pictures of every page in both languages and widths: ${SHOTS}`);
  }
} catch (error) {
  failed.push("gallery");
  console.error(error);
} finally {
  await browser.close();
  fake?.close();
}
process.exit(failed.length > 0 ? 1 : 0);
