import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL(".", import.meta.url));
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript" };

/** A shop of its own origin that serves the packages as they were installed, so that every call crosses origins. */
export async function shop() {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://shop").pathname);
    if (path === "/") {
      response.setHeader("Content-Type", "text/html").end("<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Tea</title>");
      return;
    }
    try {
      const file = await readFile(join(ROOT, path));
      response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream").end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  return {
    /** A visitor without a past: no cookies, no storage. */
    async visit() {
      const page = await (await browser.newContext()).newPage();
      page.on("console", (message) => message.type() === "error" && console.error(`      browser: ${message.text()}`));
      page.on("pageerror", (error) => console.error(`      browser: ${error.message}`));
      await page.goto(`http://127.0.0.1:${server.address().port}/?utm_source=lane`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
