import { Button, Segmented } from "antd";
import { useLanguage, useWords } from "../language/language";
import { LANGUAGES, type Language } from "../language/words";
import { shellWords } from "./words";

/** Each language names itself, so that a reader of either finds it. */
const OWN_NAMES: Record<Language, string> = { zh: "中文", en: "English" };

export function LanguageSwitch() {
  const { language, speak } = useLanguage();
  const t = useWords(shellWords);
  return (
    <Segmented<Language>
      aria-label={t.language}
      value={language}
      onChange={speak}
      options={LANGUAGES.map((value) => ({ value, label: <span lang={value}>{OWN_NAMES[value]}</span> }))}
    />
  );
}

/** Where there is little room: one button that names the language one would change to. */
export function OtherLanguage() {
  const { language, speak } = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button type="text" className="on-ink" lang={other} onClick={() => speak(other)}>
      {OWN_NAMES[other]}
    </Button>
  );
}
