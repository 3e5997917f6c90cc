import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";

const KEPT = "annals-appearance";

const Appearance = createContext({ dark: false, toggle: () => {} });

export function useAppearance() {
  return use(Appearance);
}

/** Light unless the reader asks for dark here. */
export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [dark, setDark] = useState(() => localStorage.getItem(KEPT) === "dark");
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }, [dark]);
  const value = useMemo(
    () => ({
      dark,
      toggle: () =>
        setDark((was) => {
          localStorage.setItem(KEPT, was ? "light" : "dark");
          return !was;
        }),
    }),
    [dark],
  );
  return <Appearance value={value}>{children}</Appearance>;
}
