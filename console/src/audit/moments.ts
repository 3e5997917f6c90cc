import type { CustomerView } from "../api/types";

export type Mark = { at: number; count: number };

const DAY = 86_400_000;

/** The ends of the days on which something happened: by the end of a day everything of that day is to be seen. */
export function marksOf(customer: CustomerView, now: number): Mark[] {
  const marks = new Map<number, number>();
  const add = (at: number, count: number) => {
    if (!Number.isNaN(at)) {
      marks.set(Math.min(at, now), (marks.get(Math.min(at, now)) ?? 0) + count);
    }
  };
  customer.days.forEach(({ day, count }) => add(endOf(Date.parse(`${day}T00:00:00Z`)), count));
  const decided = new Set(customer.consents.map(({ effectiveFrom }) => endOf(Date.parse(effectiveFrom))));
  decided.forEach((at) => marks.has(Math.min(at, now)) || add(at, 0));
  return [...marks].map(([at, count]) => ({ at, count })).sort((a, b) => a.at - b.at);
}

function endOf(at: number): number {
  return Math.floor(at / DAY) * DAY + DAY - 1000;
}

export function startOf(customer: CustomerView, now: number): number {
  const known = [
    customer.firstSeen,
    ...customer.consents.map(({ effectiveFrom }) => effectiveFrom),
    ...customer.identifiers.map(({ since }) => since),
  ]
    .filter((instant) => instant !== undefined)
    .map((instant) => Date.parse(instant));
  const first = customer.firstSeen ? Date.parse(customer.firstSeen) : Math.min(...known);
  return Number.isFinite(first) ? Math.min(first, now) : now;
}
