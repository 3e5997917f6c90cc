import {
  CaretRightOutlined, HistoryOutlined, PauseOutlined, StepBackwardOutlined, StepForwardOutlined,
} from "@ant-design/icons";
import { Alert, Button, Card, Space, Spin, Switch, Tooltip } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import type { CustomerView } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { ExactTimes } from "./ExactTimes";
import { marksOf, startOf } from "./moments";
import { TimeTrack } from "./TimeTrack";
import { timeScale } from "./timeScale";
import { auditWords } from "./words";

type Properties = {
  customer: CustomerView;
  asOf: string | null;
  knownAt: string | null;
  busy: boolean;
  onMove: (moment: { asOf?: string | null; knownAt?: string | null }) => void;
};

const SETTLE = 200;
const FRAME = 900;
const FRAMES = 60;

/** Moves over the customer's life. The track follows the hand at once; the question is asked when it stands still. */
export function TimeTravel({ customer, asOf, knownAt, busy, onMove }: Properties) {
  const t = useWords(auditWords);
  const f = useFormat();
  const [now] = useState(() => Date.now());
  const [advanced, setAdvanced] = useState(knownAt !== null);
  const [playing, setPlaying] = useState(false);
  const [held, setHeld] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const marks = useMemo(() => marksOf(customer, now), [customer, now]);
  const scale = useMemo(
    () => timeScale([startOf(customer, now), ...marks.map(({ at }) => at)], now),
    [customer, marks, now],
  );
  const at = held ?? (asOf ? Date.parse(asOf) : now);
  const past = asOf !== null || knownAt !== null;

  const ask = (instant: number) => onMove({ asOf: instant >= now ? null : new Date(instant).toISOString() });
  const move = (instant: number, delay: number) => {
    clearTimeout(timer.current);
    setHeld(instant);
    timer.current = setTimeout(() => {
      ask(instant);
      setHeld(null);
    }, delay);
  };
  const stop = () => {
    clearTimeout(timer.current);
    setPlaying(false);
    setHeld(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  const before = marks.filter((mark) => mark.at < at - 1000).at(-1)?.at;
  const after = marks.find((mark) => mark.at > at + 1000)?.at ?? (at < now ? now : undefined);

  useEffect(() => {
    if (!playing || busy) {
      return;
    }
    const every = Math.max(1, Math.ceil(marks.length / FRAMES));
    const ahead = marks.filter((mark) => mark.at > at + 1000);
    const next = ahead[every - 1]?.at ?? now;
    const frame = setTimeout(() => {
      ask(next);
      if (next >= now) {
        setPlaying(false);
      }
    }, FRAME);
    return () => clearTimeout(frame);
  });

  const play = () => {
    if (at >= now) {
      move(marks[0]?.at ?? now, 0);
    }
    setPlaying(true);
  };
  const leave = () => {
    stop();
    onMove({ asOf: null, knownAt: null });
  };

  return (
    <Card size="small" className={past ? "travel travel-past" : "travel"} aria-label={t.timeTravel} role="region">
      <div className="travel-row">
        <Space.Compact>
          <Tooltip title={t.previous}>
            <Button
              icon={<StepBackwardOutlined aria-hidden />}
              aria-label={t.previous}
              disabled={before === undefined}
              onClick={() => before !== undefined && move(before, 0)}
            />
          </Tooltip>
          <Tooltip title={playing ? t.pause : at >= now ? t.playAll : t.play}>
            <Button
              icon={playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
              aria-label={playing ? t.pause : at >= now ? t.playAll : t.play}
              onClick={playing ? stop : play}
            />
          </Tooltip>
          <Tooltip title={t.following}>
            <Button
              icon={<StepForwardOutlined aria-hidden />}
              aria-label={t.following}
              disabled={after === undefined}
              onClick={() => after !== undefined && move(after, 0)}
            />
          </Tooltip>
        </Space.Compact>
        <TimeTrack
          marks={marks}
          scale={scale}
          at={at}
          now={now}
          onMove={(instant) => {
            setPlaying(false);
            move(instant, SETTLE);
          }}
        />
        <label className="travel-advanced small">
          <Switch size="small" checked={advanced} onChange={setAdvanced} /> {t.advanced}
        </label>
      </div>
      {advanced && <ExactTimes asOf={asOf} knownAt={knownAt} onMove={onMove} />}
      {past ? (
        <Alert
          className="travel-banner"
          type="warning"
          showIcon
          icon={busy ? <Spin size="small" /> : <HistoryOutlined aria-hidden />}
          title={
            <>
              <strong>{asOf ? t.asOf(f.time(asOf)) : t.asOf(t.now)}</strong> {t.asOfLead}{" "}
              {knownAt && t.knownAtLead(f.time(knownAt))}
            </>
          }
          action={
            <Button type="primary" onClick={leave}>
              {t.backToNow}
            </Button>
          }
        />
      ) : (
        <div className="small secondary travel-now">{t.atNow}</div>
      )}
    </Card>
  );
}
