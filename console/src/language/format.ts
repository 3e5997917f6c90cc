import type { Language } from "./words";

export type Format = ReturnType<typeof format>;

const MINUTE = 60_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 24 * 60 * MINUTE],
  ["month", 30 * 24 * 60 * MINUTE],
  ["day", 24 * 60 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];

/** Numbers and times as the reader writes them; times in the reader's zone. */
export function format(language: Language) {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", day: "numeric" });
  const time = new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const month = new Intl.DateTimeFormat(locale, { year: "numeric", month: "short" });
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });

  const at = (instant: string | number) => new Date(instant);
  return {
    number: (value: number) => whole.format(value),
    compact: (value: number) => compact.format(value),
    money: (value: number) => amount.format(value),
    percent: (value: number) => share.format(value),
    date: (instant: string | number) => date.format(at(instant)),
    month: (instant: string | number) => month.format(at(instant)),
    time: (instant: string | number) => time.format(at(instant)),
    clock: (instant: string | number) => clock.format(at(instant)),
    ago: (instant: string, now = Date.now()) => {
      const passed = at(instant).getTime() - now;
      const [unit, size] = STEPS.find(([, step]) => Math.abs(passed) >= step) ?? (["minute", MINUTE] as const);
      return relative.format(Math.trunc(passed / size), unit);
    },
    bytes: (value: number) => {
      const power = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
      return `${whole.format(Math.round((value / 2 ** (10 * power)) * 10) / 10)} ${["B", "KB", "MB", "GB", "TB"][power]}`;
    },
    /** `h:mm:ss`, or `m:ss`. */
    duration: (seconds: number) => {
      const left = Math.max(0, Math.round(seconds));
      const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
      const shown = parts[0] ? parts : parts.slice(1);
      return shown.map((part, index) => (index ? String(part).padStart(2, "0") : String(part))).join(":");
    },
  };
}
