import { useMemo } from "react";
import { useFormat, useWords } from "../language/language";
import TimeBars from "../shell/TimeBars";
import { customerWords } from "./words";

const DAY = 86_400_000;

/** Days are UTC days, as the server counts them. */
export default function ActivityChart({ days }: { days: { day: string; count: number }[] }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const series = useMemo(
    () => [{ name: t.events, points: days.map(({ day, count }) => [Date.parse(`${day}T12:00:00Z`), count] as const) }],
    [days, t],
  );
  const first = series[0]!.points[0]![0];
  const last = series[0]!.points.at(-1)![0];
  const spare = Math.max(0, 13 - (last - first) / DAY) / 2;
  const events = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <TimeBars
      series={series}
      min={first - (spare + 0.6) * DAY}
      max={last + (spare + 0.6) * DAY}
      unit={DAY}
      say={f.date}
      label={t.activityAlt(f.number(days.length), f.number(events))}
    />
  );
}
