import type { Refusal } from "../api/types";

export const HOURS = 24;
const HOUR = 3_600_000;

export type Row = { key: string; source: string; kind: string; reason: string; count: number; hours: number[] };

/** One row per source, kind and reason; its hours from the oldest to the present one. */
export function gather(refusals: Refusal[], now: number): Row[] {
  const rows = new Map<string, Row>();
  for (const { source, kind, reason, hour, count } of refusals) {
    const key = JSON.stringify([source, kind, reason]);
    const row = rows.get(key) ?? { key, source, kind, reason, count: 0, hours: Array<number>(HOURS).fill(0) };
    const slot = HOURS - 1 - Math.floor((now - Date.parse(hour)) / HOUR);
    if (slot >= 0 && slot < HOURS) {
      row.hours[slot]! += count;
    }
    row.count += count;
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => b.count - a.count);
}
