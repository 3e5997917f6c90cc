import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { format } from "../../src/language/format";

type Tree = { [key: string]: unknown };

const contexts = Object.entries(import.meta.glob<Record<string, Tree>>("../../src/*/words.ts", { eager: true }))
  .flatMap(([path, module]) => Object.values(module).map((both) => [path, both] as const))
  .filter(([, both]) => typeof both === "object");

function keysOf(tree: unknown, path = ""): string[] {
  return typeof tree === "object" && tree !== null
    ? Object.entries(tree).flatMap(([key, child]) => keysOf(child, `${path}.${key}`))
    : [`${path}${typeof tree === "function" ? "()" : ""}`];
}

function textsOf(tree: unknown): string[] {
  return typeof tree === "object" && tree !== null
    ? Object.values(tree).flatMap(textsOf)
    : [typeof tree === "function" ? String(tree) : String(tree)];
}

describe("the words of every context", () => {
  it("are there", () => expect(contexts.length).toBeGreaterThanOrEqual(7));

  it.each(contexts)("%s says everything in both languages", (_, { en, zh }) => {
    expect(keysOf(zh)).toEqual(keysOf(en));
    expect(textsOf(en).concat(textsOf(zh)).filter((text) => text.trim() === "")).toEqual([]);
  });

  it.each(contexts)("%s has no Chinese in English", (_, { en }) => {
    expect(textsOf(en).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });
});

/** Attributes that a person reads or hears. */
const READ = new Set(["title", "label", "placeholder", "aria-label", "alt", "description", "extra", "okText", "cancelText", "message"]);

describe("texts", () => {
  const files = filesOf("src").filter((file) => file.endsWith(".tsx"));

  it.each(files)("%s has none of its own", (file) => {
    expect(inlineTexts(file, readFileSync(file, "utf8"))).toEqual([]);
  });

  it("are noticed where they are planted", () => {
    const planted = '<Card title="Plain" extra={open ? "Shut" : t.open}>Hello {name}<img alt="" /></Card>';
    expect(inlineTexts("planted.tsx", planted)).toEqual(["Plain", "Shut", "Hello"]);
  });
});

function filesOf(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesOf(join(path, name))) : [path];
}

/** Every letter that would reach the screen without passing through a `words.ts`. */
function inlineTexts(file: string, source: string): string[] {
  const found: string[] = [];
  const keep = (text: string) => {
    if (/\p{L}{2,}/u.test(text)) {
      found.push(text.trim());
    }
  };
  const literals = (node: ts.Node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      keep(node.text);
      return;
    }
    if (ts.isConditionalExpression(node)) {
      [node.whenTrue, node.whenFalse].forEach(literals);
      return;
    }
    if (ts.isJsxExpression(node) && node.expression) {
      literals(node.expression);
    }
  };
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node)) {
      keep(node.text);
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      literals(node);
    }
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText()) && node.initializer) {
      literals(node.initializer);
    }
    if (ts.isPropertyAssignment(node) && READ.has(node.name.getText()) && !ts.isJsxAttribute(node.parent)) {
      literals(node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

describe("numbers and times", () => {
  it("follow the reader's language", () => {
    expect(format("en").number(1234567)).toBe("1,234,567");
    expect(format("en").date("2011-01-02T12:00:00Z")).toBe("2 Jan 2011");
    expect(format("zh").date("2011-01-02T12:00:00Z")).toBe("2011年1月2日");
    expect(format("en").percent(0.585)).toBe("58.5%");
  });

  it("keep money at two places and durations short", () => {
    expect(format("en").money(9747747.93)).toBe("9,747,747.93");
    expect(format("en").duration(3725)).toBe("1:02:05");
    expect(format("en").duration(65)).toBe("1:05");
    expect(format("en").bytes(0)).toBe("0 B");
    expect(format("en").bytes(6.4e9)).toBe("6 GB");
  });
});
