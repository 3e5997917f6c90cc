import {
  TOTAL_TESTS, TOTALS, TRAIT_TESTS, type DidClause, type Rule, type SeenClause, type TotalClause, type TraitClause,
} from "../api/types";

/** What the builder shows; `none` is how it says `not`. */
export const MODES = ["all", "any", "none"] as const;
export type Mode = (typeof MODES)[number];
export type Group = { mode: Mode; children: Rule[] };

export const START: Rule = { all: [{ total: "events", is: "gte", value: 1 }] };

export const isTrait = (rule: Rule): rule is TraitClause => "trait" in rule;
export const isTotal = (rule: Rule): rule is TotalClause => "total" in rule;
export const isSeen = (rule: Rule): rule is SeenClause => "seen" in rule;
export const isDid = (rule: Rule): rule is DidClause => "did" in rule;

/** A group as the builder shows it, or null for a clause. `not (a or b)` reads "none of a, b". */
export function groupOf(rule: Rule): Group | null {
  if ("all" in rule) {
    return { mode: "all", children: rule.all };
  }
  if ("any" in rule) {
    return { mode: "any", children: rule.any };
  }
  if ("not" in rule) {
    return { mode: "none", children: "any" in rule.not ? rule.not.any : [rule.not] };
  }
  return null;
}

export function ruleOf({ mode, children }: Group): Rule {
  if (mode === "all") {
    return { all: children };
  }
  if (mode === "any") {
    return { any: children };
  }
  return { not: children.length === 1 && !("any" in children[0]!) ? children[0]! : { any: children } };
}

/** The JSON pointer of a child, as the server would name it. */
export function pointerOf(rule: Rule, pointer: string, index: number): string {
  if ("all" in rule) {
    return `${pointer}/all/${index}`;
  }
  if ("any" in rule) {
    return `${pointer}/any/${index}`;
  }
  return "not" in rule && "any" in rule.not ? `${pointer}/not/any/${index}` : `${pointer}/not`;
}

/** A rule that the builder cannot show at all; any other fault is one to mend in it. */
export function isShowable(faults: Fault[]): boolean {
  return !faults.some(({ code }) => code === "shape" || code === "test");
}

export type FaultCode = "shape" | "empty" | "name" | "test" | "value" | "number" | "days" | "times";
export type Fault = { pointer: string; code: FaultCode };

type Json = Record<string, unknown>;

/** Every reason why this JSON is not a rule yet. The server has the last word (`rule-invalid`). */
export function faultsOf(json: unknown, pointer = ""): Fault[] {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return [{ pointer, code: "shape" }];
  }
  const rule = json as Json;
  for (const mode of ["all", "any"]) {
    if (mode in rule) {
      const children = rule[mode];
      return Array.isArray(children) && children.length > 0
        ? children.flatMap((child, index) => faultsOf(child, `${pointer}/${mode}/${index}`))
        : [{ pointer: `${pointer}/${mode}`, code: "empty" }];
    }
  }
  if ("not" in rule) {
    return faultsOf(rule["not"], `${pointer}/not`);
  }
  if ("trait" in rule) {
    return traitFaults(rule, pointer);
  }
  if ("total" in rule) {
    return faults(
      pointer,
      ["shape", TOTALS.includes(rule["total"] as never)],
      ["test", TOTAL_TESTS.includes(rule["is"] as never)],
      ["number", typeof rule["value"] === "number"],
    );
  }
  if ("seen" in rule) {
    const bounds = [rule["withinDays"], rule["beforeDays"]].filter((days) => days !== undefined);
    return faults(
      pointer,
      ["shape", rule["seen"] === "first" || rule["seen"] === "last"],
      ["days", bounds.length === 1 && isCount(bounds[0], 1)],
    );
  }
  if ("did" in rule) {
    const bounds = [rule["atLeast"], rule["atMost"]].filter((times) => times !== undefined);
    return faults(
      pointer,
      ["name", isName(rule["did"])],
      ["times", bounds.length === 1 && isCount(bounds[0], 0)],
      ["days", rule["withinDays"] === undefined || isCount(rule["withinDays"], 1)],
    );
  }
  return [{ pointer, code: "shape" }];
}

function traitFaults(rule: Json, pointer: string): Fault[] {
  const { is, value } = rule;
  const plain = ["string", "number", "boolean"].includes(typeof value) && value !== "";
  const valued =
    is === "exists" ||
    (is === "in" ? Array.isArray(value) && value.length > 0 : is === "contains" ? isName(value) : plain);
  return faults(
    pointer,
    ["name", isName(rule["trait"])],
    ["test", TRAIT_TESTS.includes(is as never)],
    ["value", valued],
  );
}

function faults(pointer: string, ...checks: [FaultCode, boolean][]): Fault[] {
  return checks.filter(([, holds]) => !holds).map(([code]) => ({ pointer, code }));
}

const isName = (value: unknown) => typeof value === "string" && value.trim() !== "";
const isCount = (value: unknown, least: number) => Number.isInteger(value) && (value as number) >= least;
