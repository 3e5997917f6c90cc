import { useEffect, useState } from "react";
import { api } from "../api/client";
import type { Arrival } from "../api/types";

const KEPT = 50;

/** What comes from a source while one looks, the newest first. */
export function useArrivals(sourceId: string): { arrivals: (Arrival & { key: number })[]; failure: Error | null } {
  const [arrivals, setArrivals] = useState<(Arrival & { key: number })[]>([]);
  const [failure, setFailure] = useState<Error | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    let key = 0;
    const show = (arrival: Arrival) => {
      const numbered = { ...arrival, key: key++ };
      setArrivals((known) => [numbered, ...known].slice(0, KEPT));
    };
    setArrivals([]);
    setFailure(null);
    api.watchSource(sourceId, show, leaving.signal).catch((problem: Error) => {
      if (!leaving.signal.aborted) {
        setFailure(problem);
      }
    });
    return () => leaving.abort();
  }, [sourceId]);
  return { arrivals, failure };
}
