import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

const FONT = dirname(createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-sc/package.json"));

/** Chromium as Debian ships it; `CHROMIUM` names another one. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/**
 * A page that collects what must not happen: script errors, refusals by the content security policy, requests to anywhere
 * but `url`. A machine without Chinese fonts shows boxes, so one is slipped in at the address of the console itself.
 */
export async function openPage(browser, url, viewport) {
  const context = await browser.newContext({ viewport, locale: "en-GB", timezoneId: "UTC" });
  await context.route("**/assets/*.css", async (route) => {
    const answer = await route.fetch();
    const faces = (await readFile(join(FONT, "index.css"), "utf8"))
      .replaceAll("Noto Sans SC Variable", "Noto Sans SC")
      .replaceAll("./files/", "/test-font/");
    await route.fulfill({ response: answer, body: `${await answer.text()}\n${faces}` });
  });
  await context.route("**/test-font/*", (route) =>
    route.fulfill({ path: join(FONT, "files", new URL(route.request().url()).pathname.split("/").at(-1)) }));
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (401|404|422|503)/.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400 && !/\/(api|v1)\//.test(answer.url())) {
      faults.push(`answered ${answer.status()}: ${answer.url()}`);
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      faults.push(`asked elsewhere: ${request.url()}`);
    }
  });
  page.setDefaultTimeout(15_000);
  return { page, faults };
}
