import { Button } from "antd";
import { useState } from "react";
import type { RecordedEvent } from "../api/types";
import { customerWords } from "../customers/words";
import { useFormat, useWords } from "../language/language";
import { KIND_COLORS } from "../theme";
import { tell } from "./describe";
import { auditWords } from "./words";

/** An event stored this long after it happened is worth a word. */
const LATE = 5 * 60_000;

export function EventLine({ event, later }: { event: RecordedEvent; later: boolean }) {
  const t = useWords(auditWords);
  const names = useWords(customerWords);
  const f = useFormat();
  const [open, setOpen] = useState(false);
  const told = tell(event, t, names);
  const at = event.at ?? event.recordedAt;
  const late = Date.parse(event.recordedAt) - Date.parse(at) > LATE;
  return (
    <li className={later ? "event event-later" : "event"} title={later ? t.later : undefined}>
      <span className="event-dot" style={{ background: KIND_COLORS[told.kind] }} aria-hidden="true" />
      <time dateTime={at} className="event-time secondary">
        {f.clock(at)}
      </time>
      <div className="event-body">
        <strong>{told.title}</strong>
        {told.title !== (t.names[event.name] ?? event.name) && (
          <span className="small secondary"> {t.names[event.name] ?? event.name}</span>
        )}
        {told.line && <span className="event-line"> {told.line}</span>}
        {told.facts.length > 0 && (
          <span className="event-facts">
            {told.facts.map(([name, value]) => (
              <span key={name}>
                <span className="secondary">{name}</span> {value}
              </span>
            ))}
          </span>
        )}
        <div className="small secondary event-meta">
          <span title={`${t.stream} ${event.stream} · ${t.recorded(f.time(event.recordedAt))}`}>
            {t.position(f.number(event.position))} · {t.sequence(f.number(event.sequence))}
            {late && ` · ${t.recordedLate(f.time(event.recordedAt))}`}
          </span>
          <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t.hideJson : t.showJson}
          </Button>
        </div>
        {open && <pre className="json">{JSON.stringify(event, null, 2)}</pre>}
      </div>
    </li>
  );
}
