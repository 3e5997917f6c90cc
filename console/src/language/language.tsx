import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { format, type Format } from "./format";
import type { Language, Words } from "./words";

const KEPT = "annals-language";

function preferred(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") {
    return kept;
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

const Spoken = createContext<{ language: Language; speak: (language: Language) => void }>({
  language: "en",
  speak: () => {},
});

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferred);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  const spoken = useMemo(
    () => ({
      language,
      speak: (next: Language) => {
        localStorage.setItem(KEPT, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Spoken value={spoken}>{children}</Spoken>;
}

export function useLanguage() {
  return use(Spoken);
}

export function useWords<W>(both: Words<W>): W {
  return both[use(Spoken).language];
}

export function useFormat(): Format {
  const { language } = use(Spoken);
  return useMemo(() => format(language), [language]);
}
