import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `node build.mjs install | build | test`: does the step unless it was done already for the very same inputs. A stamp in
 * target/ holds the checksum of what the step read; Maven calls this on every build and mostly finds nothing to do.
 */
const LOCK = ["package.json", "package-lock.json", ".npmrc"];
const SOURCES = [...LOCK, "index.html", "vite.config.ts", "tsconfig.json", "public", "src"];
const STEPS = {
  install: { inputs: LOCK, result: "node_modules/.package-lock.json", command: ["npm", "ci"] },
  build: { inputs: SOURCES, result: "target/classes/static/index.html", command: ["npm", "run", "build"] },
  test: { inputs: [...SOURCES, "openapi.json", "test/unit", "test/fake"], result: "package.json", command: ["npm", "test"] },
};

function filesOf(path) {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesOf(join(path, name))) : [path];
}

function checksum(inputs) {
  const hash = createHash("sha256").update(process.version);
  for (const file of inputs.flatMap(filesOf)) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

const name = process.argv[2];
const step = STEPS[name];
if (!step) {
  console.error("usage: node build.mjs install | build | test");
  process.exit(2);
}
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The console needs Node 20.19 or newer to be built; this is ${process.version}.`);
  process.exit(1);
}
const stamp = `target/${name}.stamp`;
const sum = checksum(step.inputs);
if (existsSync(step.result) && existsSync(stamp) && readFileSync(stamp, "utf8") === sum) {
  console.log(`console: ${name} is up to date`);
  process.exit(0);
}
rmSync(stamp, { force: true });
const { status } = spawnSync(step.command[0], step.command.slice(1), { stdio: "inherit" });
if (status !== 0) {
  process.exit(status ?? 1);
}
mkdirSync("target", { recursive: true });
writeFileSync(stamp, sum);
