import { useWords } from "../language/language";
import { shellWords } from "./words";

/** `large` adds what the product is. */
export function Brand({ large }: { large?: true }) {
  const t = useWords(shellWords);
  return (
    <span className={large ? "brand brand-large" : "brand"}>
      <img src="/favicon.svg" alt="" width={large ? 36 : 24} height={large ? 36 : 24} />
      <span>
        <strong>{t.product}</strong>
        <span className="brand-tagline">{t.tagline}</span>
      </span>
    </span>
  );
}
