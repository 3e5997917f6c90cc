import { Segmented } from "antd";
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
