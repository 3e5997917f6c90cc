import { Input, Typography } from "antd";
import { useState } from "react";
import type { Rule } from "../api/types";
import { useWords } from "../language/language";
import { faultsOf, isShowable } from "./rule";
import { segmentWords } from "./words";

/** What is typed becomes the rule as soon as it is one the builder can show. */
export function RuleJson({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const t = useWords(segmentWords);
  const written = JSON.stringify(rule, null, 2);
  const [draft, setDraft] = useState<{ text: string; of: string } | null>(null);
  const text = draft && draft.of === written ? draft.text : written;
  const problem = problemOf(text, t);
  return (
    <>
      <Input.TextArea
        aria-label={t.jsonLabel}
        className="json-editor"
        spellCheck={false}
        autoSize={{ minRows: 8, maxRows: 28 }}
        status={problem ? "error" : ""}
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          const read = parse(next);
          const fits = read !== undefined && isShowable(faultsOf(read));
          setDraft({ text: next, of: fits ? JSON.stringify(read, null, 2) : written });
          if (fits) {
            onChange(read as Rule);
          }
        }}
      />
      {problem && (
        <Typography.Text type="danger" className="small" role="alert">
          {problem}
        </Typography.Text>
      )}
    </>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function problemOf(text: string, t: (typeof segmentWords)["en"]): string | null {
  const read = parse(text);
  if (read === undefined) {
    return t.jsonInvalid;
  }
  const fault = faultsOf(read)[0];
  return fault ? t.faultAt(fault.pointer, t.faults[fault.code]) : null;
}
