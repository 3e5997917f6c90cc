import type { RecordedEvent } from "../api/types";

type Kind = "behavior" | "identity" | "consent" | "refused" | "other";
export type Told = { kind: Kind; title: string; facts: [name: string, value: string][]; line: string };

type EventWords = {
  names: Record<string, string>;
  behaviorKinds: Record<string, string>;
  refused: (count: number, purpose: string, reason: string) => string;
  merged: (absorbed: string, root: string) => string;
  linked: (version: string) => string;
  limited: (limit: string, type: string, other: string) => string;
  unmerged: (absorbed: string, root: string, reason: string) => string;
  consent: (purpose: string, statement: string) => string;
  removed: string;
  unreadable: string;
};
type Names = { purposes: Record<string, string>; statements: Record<string, string>; identifierTypes: Record<string, string> };

const MOST_FACTS = 6;

/** One recorded event in words. An event that is not known here keeps its own name and shows its plain fields. */
export function tell({ name, event }: RecordedEvent, t: EventWords, names: Names): Told {
  const title = t.names[name] ?? name;
  if (!event) {
    return { kind: "other", title, facts: [], line: t.unreadable };
  }
  const purpose = text(event["purpose"]);
  switch (name) {
    case "behavior-recorded": {
      const behavior = record(event["behavior"] ?? event);
      const kind = text(behavior["kind"]);
      return {
        kind: "behavior",
        title: text(behavior["name"]) || title,
        facts: factsOf(record(behavior["properties"])),
        line: kind && kind !== "track" ? (t.behaviorKinds[kind] ?? kind) : "",
      };
    }
    case "consent-granted":
    case "consent-withdrawn": {
      const statement = text(record(event["evidence"])["statement"]);
      return { kind: "consent", title, facts: [], line: t.consent(names.purposes[purpose] ?? purpose, names.statements[statement] ?? statement) };
    }
    case "identifier-attached":
      return { kind: "identity", title, facts: identifiersOf([event["identifier"]], names), line: "" };
    case "identifiers-linked":
      return { kind: "identity", title, facts: identifiersOf(event["identifiers"], names), line: t.linked(text(event["rules"])) };
    case "identifier-limit-reached": {
      const type = text(event["type"]);
      const line = t.limited(text(event["limit"]), names.identifierTypes[type] ?? type, text(event["other"]));
      return { kind: "identity", title, facts: event["identifier"] ? identifiersOf([event["identifier"]], names) : [], line };
    }
    case "traits-changed":
      return { kind: "identity", title, facts: factsOf(record(event["traits"]), t.removed), line: "" };
    case "customers-merged":
      return { kind: "identity", title, facts: [], line: t.merged(text(event["absorbed"]), text(event["root"])) };
    case "customers-unmerged":
      return {
        kind: "identity",
        title,
        facts: [],
        line: t.unmerged(text(event["absorbed"]), text(event["root"]), text(event["reason"])),
      };
    case "behaviors-refused":
      return {
        kind: "refused",
        title,
        facts: [],
        line: t.refused(Number(event["count"]), names.purposes[purpose] ?? purpose, text(event["reason"])),
      };
    default:
      return { kind: "other", title, facts: factsOf(event), line: "" };
  }
}

function identifiersOf(identifiers: unknown, names: Names): Told["facts"] {
  return (Array.isArray(identifiers) ? identifiers : [])
    .map(record)
    .map(({ type, value }): [string, string] => [names.identifierTypes[text(type)] ?? text(type), text(value)])
    .slice(0, MOST_FACTS);
}

/** Plain values first; of lists only their length, because an order's lines are for the JSON. */
function factsOf(properties: Record<string, unknown>, absent = "–"): Told["facts"] {
  return Object.entries(properties)
    .map(([name, value]): [string, string] => [name, Array.isArray(value) ? `×${value.length}` : text(value, absent)])
    .slice(0, MOST_FACTS);
}

function text(value: unknown, absent = ""): string {
  if (value === null || value === undefined) {
    return absent;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
