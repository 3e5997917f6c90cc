import { useFormat, useWords } from "../language/language";
import type { Mark } from "./moments";
import type { TimeScale } from "./timeScale";
import { auditWords } from "./words";

type Properties = {
  marks: Mark[];
  scale: TimeScale;
  at: number;
  now: number;
  onMove: (instant: number) => void;
};

const STEPS = 2000;
const HEIGHT = 22;

/** A native range input, so that keys, touch and screen readers work; above it a bar for each day with events. */
export function TimeTrack({ marks, scale, at, now, onMove }: Properties) {
  const t = useWords(auditWords);
  const f = useFormat();
  const most = Math.max(1, ...marks.map(({ count }) => count));
  const shown = at >= now ? t.now : f.time(at);
  const first = scale.instantAt(0);
  return (
    <div className="track">
      <svg className="track-marks" viewBox={`0 0 ${STEPS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {marks.map((mark) => {
          const height = 5 + (HEIGHT - 5) * Math.sqrt(mark.count / most);
          const x = scale.shareOf(mark.at) * STEPS;
          return (
            <line
              key={mark.at}
              x1={x}
              x2={x}
              y1={HEIGHT}
              y2={HEIGHT - height}
              className={mark.at > at ? "mark mark-later" : "mark"}
              vectorEffect="non-scaling-stroke"
            >
              <title>{t.eventsOn(f.date(mark.at), mark.count)}</title>
            </line>
          );
        })}
      </svg>
      <input
        type="range"
        min={0}
        max={STEPS}
        step={1}
        value={Math.round(scale.shareOf(at) * STEPS)}
        aria-label={t.slider}
        aria-valuetext={shown}
        onChange={(event) => {
          const step = Number(event.target.value);
          onMove(step >= STEPS ? now : Math.round(scale.instantAt(step / STEPS) / 60_000) * 60_000);
        }}
      />
      <div className="track-ends small secondary" aria-hidden="true">
        <span>{f.date(first)}</span>
        {scale.brokenAt !== null && (
          <span className="track-break" style={{ left: `${scale.brokenAt * 100}%` }} title={t.compressed}>
            //
          </span>
        )}
        <span>{t.now}</span>
      </div>
    </div>
  );
}
