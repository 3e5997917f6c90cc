import { Tag } from "antd";
import type { Identifier } from "../api/types";
import { useWords } from "../language/language";
import { customerWords } from "./words";

/** Values arrive masked. `most` cuts a long list and says how many are left. */
export function Identifiers({ identifiers, most }: { identifiers: Identifier[]; most: number }) {
  const t = useWords(customerWords);
  return (
    <span className="identifiers">
      {identifiers.slice(0, most).map(({ type, value }) => (
        <Tag key={`${type}:${value}`} variant="filled">
          <span className="secondary">{t.identifierTypes[type] ?? type}</span> {value}
        </Tag>
      ))}
      {identifiers.length > most && <span className="secondary small">+{identifiers.length - most}</span>}
    </span>
  );
}
