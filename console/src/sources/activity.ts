import type { Arrival, SourceActivity } from "../api/types";

export type Outcome = Arrival["outcome"];
export const OUTCOMES = ["STORED", "DUPLICATE", "REFUSED", "REJECTED"] as const satisfies readonly Outcome[];

export function total({ counts }: SourceActivity, outcome: Outcome): number {
  return counts.filter((each) => each.outcome === outcome).reduce((sum, { count }) => sum + count, 0);
}
