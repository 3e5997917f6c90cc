import type { Arrival, SourceActivity } from "../api/types";

export type Outcome = Arrival["outcome"];
export const OUTCOMES = ["STORED", "DUPLICATE", "REFUSED", "REJECTED", "DROPPED"] as const satisfies readonly Outcome[];

export type Counts = SourceActivity["counts"];

/** How many calls a rule left out; the one that recognises resends has an outcome of its own. */
export function left(counts: Counts, rule: string): number {
  return counts
    .filter(({ outcome, reason }) => (rule === "duplicate" ? outcome === "DUPLICATE" : outcome === "DROPPED" && reason === rule))
    .reduce((sum, { count }) => sum + count, 0);
}

export function total({ counts }: SourceActivity, outcome: Outcome): number {
  return counts.filter((each) => each.outcome === outcome).reduce((sum, { count }) => sum + count, 0);
}
