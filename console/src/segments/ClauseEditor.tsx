import { CloseOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import type { Clause, Rule } from "../api/types";
import { useWords } from "../language/language";
import { DidFields, SeenFields, TotalFields, TraitFields } from "./clauses";
import { isDid, isSeen, isTotal, isTrait } from "./rule";
import type { EditorProperties } from "./RuleEditor";
import { segmentWords } from "./words";

const KINDS = ["trait", "total", "seen", "did"] as const;
type Kind = (typeof KINDS)[number];

const BLANK: Record<Kind, Clause> = {
  trait: { trait: "", is: "equals", value: "" },
  total: { total: "orders.amount", is: "gte", value: 100 },
  seen: { seen: "last", withinDays: 30 },
  did: { did: "", atLeast: 1, withinDays: 30 },
};

export function ClauseEditor({ rule, pointer, faults, vocabulary, onChange, onRemove }: EditorProperties) {
  const t = useWords(segmentWords);
  const mine = faults.filter((fault) => fault.pointer === pointer);
  return (
    <div className={mine.length > 0 ? "clause clause-faulty" : "clause"}>
      <div className="clause-fields">
        <Select<Kind>
          aria-label={t.kind}
          className="clause-kind"
          value={kindOf(rule)}
          onChange={(kind) => onChange(BLANK[kind])}
          options={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        />
        {isTrait(rule) && <TraitFields clause={rule} vocabulary={vocabulary} onChange={onChange} />}
        {isTotal(rule) && <TotalFields clause={rule} onChange={onChange} />}
        {isSeen(rule) && <SeenFields clause={rule} onChange={onChange} />}
        {isDid(rule) && <DidFields clause={rule} vocabulary={vocabulary} onChange={onChange} />}
        {onRemove && (
          <Button
            type="text"
            className="clause-remove"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t.remove}
            onClick={onRemove}
          />
        )}
      </div>
      {mine.length > 0 && <div className="fault small">{mine.map(({ code }) => t.faults[code]).join(" ")}</div>}
    </div>
  );
}

function kindOf(rule: Rule): Kind {
  return KINDS.find((kind) => kind in rule) ?? "did";
}
