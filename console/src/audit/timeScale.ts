/** The slider's axis: a share in [0, 1] for every instant (ms) between the first event and now, and back. */
export type TimeScale = {
  shareOf: (at: number) => number;
  instantAt: (share: number) => number;
  /** Where a long quiet time was drawn shorter, as a share. */
  brokenAt: number | null;
};

/**
 * Linear, but for the longest quiet time: it takes a quarter of the axis at most. Imported history is often years old, and
 * without this all of it would sit on the first few pixels.
 */
export function timeScale(moments: number[], now: number): TimeScale {
  const stops = [...new Set([...moments.filter((at) => at < now), now])].sort((a, b) => a - b);
  const first = stops[0]!;
  const span = now - first;
  if (span <= 0) {
    return { shareOf: () => 1, instantAt: () => now, brokenAt: null };
  }
  let longest = 0;
  let from = first;
  for (let index = 1; index < stops.length; index++) {
    const gap = stops[index]! - stops[index - 1]!;
    if (gap > longest) {
      longest = gap;
      from = stops[index - 1]!;
    }
  }
  const others = span - longest;
  const drawn = others > 0 ? Math.min(longest, others / 3) : longest;
  const squeeze = drawn / longest;
  const length = others + drawn;
  const to = from + longest;

  return {
    shareOf: (at) => {
      const inside = Math.min(Math.max(at, first), now);
      const before = Math.min(inside, from) - first;
      const within = Math.min(Math.max(inside - from, 0), longest) * squeeze;
      const after = Math.max(inside - to, 0);
      return (before + within + after) / length;
    },
    instantAt: (share) => {
      const along = Math.min(Math.max(share, 0), 1) * length;
      if (along <= from - first) {
        return first + along;
      }
      if (along <= from - first + drawn) {
        return from + (along - (from - first)) / squeeze;
      }
      return to + (along - (from - first) - drawn);
    },
    brokenAt: squeeze < 0.99 ? (from - first + drawn / 2) / length : null,
  };
}
