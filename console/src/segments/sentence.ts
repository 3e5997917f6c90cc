import type { Rule } from "../api/types";
import { groupOf, isDid, isSeen, isTotal, isTrait } from "./rule";
import type { SegmentWords } from "./words";

/** The rule as a person would say it, in the language of `t`. */
export function sentenceOf(rule: Rule, t: SegmentWords, number: (value: number) => string): string {
  return t.says.customers(phrase(rule, t, number, true));
}

function phrase(rule: Rule, t: SegmentWords, number: (value: number) => string, outermost: boolean): string {
  const group = groupOf(rule);
  const counted = (value: number | null | undefined) => (typeof value === "number" ? number(value) : t.says.unset);
  if (group) {
    const parts = group.children.map((child) => phrase(child, t, number, false));
    const said = t.says[group.mode](parts.length > 0 ? parts : [t.says.unset]);
    return outermost || parts.length < 2 || group.mode === "none" ? said : t.says.nested(said);
  }
  if (isTrait(rule)) {
    const values = rule.is === "exists" ? [] : Array.isArray(rule.value) ? rule.value : [rule.value];
    const said = values.map((value) =>
      typeof value === "number"
        ? number(value)
        : t.says.quoted(value === undefined || value === "" ? t.says.unset : String(value)),
    );
    return t.says.trait(rule.trait || t.says.unset, t.traitTests[rule.is], t.says.list(said));
  }
  if (isTotal(rule)) {
    return t.says.total(t.totals[rule.total], t.totalTests[rule.is], counted(rule.value));
  }
  if (isSeen(rule)) {
    const within = rule.beforeDays === undefined;
    return t.says.seen(rule.seen, counted(within ? rule.withinDays : rule.beforeDays), within);
  }
  if (isDid(rule)) {
    const least = rule.atMost === undefined;
    return t.says.did(
      t.says.quoted(rule.did || t.says.unset),
      least,
      counted(least ? rule.atLeast : rule.atMost),
      rule.withinDays === undefined ? "" : counted(rule.withinDays),
    );
  }
  return t.says.unset;
}
