import type { Replay, ReplayState } from "../api/types";

export function isRunning(state: ReplayState): boolean {
  return state === "building" || state === "comparing";
}

/** Whole per cent; 100 only when done. */
export function percentOf({ position, target, state }: Replay): number {
  if (state === "switched" || state === "different") {
    return 100;
  }
  return target > 0 ? Math.min(99, Math.floor((100 * position) / target)) : 0;
}

/** Seconds until the target at the present rate; null when nobody can say. */
export function secondsLeft({ position, target, eventsPerSecond, state }: Replay): number | null {
  return state === "building" && eventsPerSecond > 0 ? Math.max(0, target - position) / eventsPerSecond : null;
}
