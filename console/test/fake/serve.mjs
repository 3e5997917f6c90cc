import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { fakeServer } from "./server.mjs";

const STATIC = fileURLToPath(new URL("../../target/classes/static/", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** Serves the built console at `/` and the fake API beside it, as the real server does. Resolves to its address. */
export function serve(port = 0) {
  const answer = fakeServer();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://fake").pathname;
    if (!path.startsWith("/api/")) {
      const file = join(STATIC, normalize(path === "/" ? "index.html" : path));
      const bytes = await readFile(file).catch(() => null);
      response.writeHead(bytes ? 200 : 404, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(bytes);
      return;
    }
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
    const answered = await answer(new Request(`http://fake${request.url}`, { method: request.method, headers: request.headers, body }));
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(await answered.text());
  });
  return new Promise((started) => {
    server.listen(port, "127.0.0.1", () => {
      started({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.env.ANNALS_PORT ?? 8080));
  console.log(url);
}
