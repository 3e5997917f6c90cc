import { Typography } from "antd";

type Bar = { key: string; label: string; size: number; value: string; hint?: string };

/** A ranking as a list, so that it reads the same aloud; the bar behind each line is relative to the largest. */
export function Bars({ bars, empty }: { bars: Bar[]; empty: string }) {
  const largest = Math.max(...bars.map(({ size }) => size), 1e-9);
  if (bars.length === 0) {
    return <Typography.Text type="secondary">{empty}</Typography.Text>;
  }
  return (
    <ul className="bars">
      {bars.map(({ key, label, size, value, hint }) => (
        <li key={key} title={hint ?? label}>
          <span className="bar" style={{ width: `${Math.max(1.5, (100 * size) / largest)}%` }} />
          <span className="bar-label">{label}</span>
          <span className="bar-value">{value}</span>
        </li>
      ))}
    </ul>
  );
}
