import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useWords } from "../language/language";
import { auditWords } from "./words";

type Properties = {
  asOf: string | null;
  knownAt: string | null;
  onMove: (moment: { asOf?: string | null; knownAt?: string | null }) => void;
};

/** When it happened and when we learnt of it are two questions. */
export function ExactTimes({ asOf, knownAt, onMove }: Properties) {
  const t = useWords(auditWords);
  return (
    <div className="exact">
      <label>
        <span className="small secondary">{t.exact}</span>
        <Moment value={asOf} placeholder={t.now} onChange={(next) => onMove({ asOf: next })} />
      </label>
      <label>
        <span className="small secondary">{t.knownAt}</span>
        <Moment value={knownAt} placeholder={t.now} onChange={(next) => onMove({ knownAt: next })} />
      </label>
      <span className="small secondary exact-hint">{t.knownAtHint}</span>
    </div>
  );
}

function Moment(properties: { value: string | null; placeholder: string; onChange: (next: string | null) => void }) {
  const { value, placeholder, onChange } = properties;
  return (
    <DatePicker
      showTime
      value={value ? dayjs(value) : null}
      placeholder={placeholder}
      maxDate={dayjs()}
      onChange={(next) => onChange(next ? next.toDate().toISOString() : null)}
    />
  );
}
