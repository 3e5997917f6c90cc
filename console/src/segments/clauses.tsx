import { AutoComplete, InputNumber, Select } from "antd";
import {
  TOTAL_TESTS, TOTALS, TRAIT_TESTS, type DidClause, type SeenClause, type TotalClause, type TraitClause,
  type TraitTest, type Vocabulary,
} from "../api/types";
import { useFormat, useWords } from "../language/language";
import { segmentWords } from "./words";

type Fields<C> = { clause: C; onChange: (clause: C) => void };
type Known = { vocabulary: Vocabulary | undefined };

const ORDERED: readonly TraitTest[] = ["gt", "gte", "lt", "lte"];

export function TraitFields({ clause, vocabulary, onChange }: Fields<TraitClause> & Known) {
  const t = useWords(segmentWords);
  const known = vocabulary?.traits.find(({ name }) => name === clause.trait)?.values ?? [];
  const options = known.map((value) => ({ value, label: value }));
  /** Every value is known by its text as well; only an order needs a number. */
  const typed = (text: string) => {
    const number = Number(text);
    return ORDERED.includes(clause.is) && text.trim() !== "" && !Number.isNaN(number) ? number : text;
  };
  return (
    <>
      <AutoComplete
        aria-label={t.trait}
        className="clause-name"
        placeholder={t.trait}
        value={clause.trait}
        showSearch={{ filterOption: within }}
        options={(vocabulary?.traits ?? []).map(({ name }) => ({ value: name }))}
        onChange={(trait: string) => onChange({ ...clause, trait })}
      />
      <Select<TraitTest>
        aria-label={t.test}
        className="clause-test"
        value={clause.is}
        options={TRAIT_TESTS.map((value) => ({ value, label: t.traitTests[value] }))}
        onChange={(is) => onChange(retested(clause, is))}
      />
      {clause.is === "in" && (
        <Select<string[]>
          aria-label={t.value}
          className="clause-value"
          mode="tags"
          placeholder={t.value}
          value={Array.isArray(clause.value) ? clause.value.map(String) : []}
          options={options}
          onChange={(values) => onChange({ ...clause, value: values.map(typed) })}
        />
      )}
      {clause.is !== "in" && clause.is !== "exists" && (
        <AutoComplete
          aria-label={t.value}
          className="clause-value"
          placeholder={t.value}
          value={clause.value === undefined ? "" : String(clause.value)}
          showSearch={{ filterOption: within }}
          options={options}
          onChange={(text: string) => onChange({ ...clause, value: typed(text) })}
        />
      )}
    </>
  );
}

function retested(clause: TraitClause, is: TraitTest): TraitClause {
  if (is === "exists") {
    return { trait: clause.trait, is };
  }
  const { value } = clause;
  if (is === "in") {
    return { ...clause, is, value: Array.isArray(value) ? value : value === undefined || value === "" ? [] : [value] };
  }
  return { ...clause, is, value: (Array.isArray(value) ? value[0] : value) ?? "" };
}

export function TotalFields({ clause, onChange }: Fields<TotalClause>) {
  const t = useWords(segmentWords);
  return (
    <>
      <Select
        aria-label={t.total}
        className="clause-name"
        value={clause.total}
        options={TOTALS.map((value) => ({ value, label: t.totals[value] }))}
        onChange={(total) => onChange({ ...clause, total })}
      />
      <Select
        aria-label={t.test}
        className="clause-test"
        value={clause.is}
        options={TOTAL_TESTS.map((value) => ({ value, label: t.totalTests[value] }))}
        onChange={(is) => onChange({ ...clause, is })}
      />
      <InputNumber
        aria-label={t.value}
        className="clause-number"
        value={clause.value}
        onChange={(value) => onChange({ ...clause, value })}
      />
    </>
  );
}

export function SeenFields({ clause, onChange }: Fields<SeenClause>) {
  const t = useWords(segmentWords);
  const bound = clause.beforeDays === undefined ? "withinDays" : "beforeDays";
  return (
    <>
      <Select
        aria-label={t.kinds.seen}
        className="clause-test"
        value={clause.seen}
        options={(["first", "last"] as const).map((value) => ({ value, label: t.seen[value] }))}
        onChange={(seen) => onChange({ ...clause, seen })}
      />
      <Select
        aria-label={t.bound}
        className="clause-test"
        value={bound}
        options={(["withinDays", "beforeDays"] as const).map((value) => ({ value, label: t.bounds[value] }))}
        onChange={(next) => onChange({ seen: clause.seen, [next]: clause[bound] ?? null })}
      />
      <InputNumber
        aria-label={t.days}
        className="clause-number"
        min={1}
        precision={0}
        suffix={t.days}
        value={clause[bound] ?? null}
        onChange={(days) => onChange({ seen: clause.seen, [bound]: days })}
      />
    </>
  );
}

export function DidFields({ clause, vocabulary, onChange }: Fields<DidClause> & Known) {
  const t = useWords(segmentWords);
  const f = useFormat();
  const bound = clause.atMost === undefined ? "atLeast" : "atMost";
  const { did, withinDays } = clause;
  const period = withinDays === undefined ? {} : { withinDays };
  return (
    <>
      <AutoComplete
        aria-label={t.event}
        className="clause-name"
        placeholder={t.event}
        value={did}
        showSearch={{ filterOption: within }}
        options={(vocabulary?.events ?? []).map(({ name, count }) => ({
          value: name,
          label: (
            <span className="counted">
              {name} <span className="secondary small">{f.compact(count)}</span>
            </span>
          ),
        }))}
        onChange={(name: string) => onChange({ ...clause, did: name })}
      />
      <Select
        aria-label={t.timesBound}
        className="clause-short"
        value={bound}
        options={(["atLeast", "atMost"] as const).map((value) => ({ value, label: t.timesBounds[value] }))}
        onChange={(next) => onChange({ did, [next]: clause[bound] ?? null, ...period })}
      />
      <InputNumber
        aria-label={t.timesUnit}
        className="clause-number"
        min={0}
        precision={0}
        suffix={t.timesUnit}
        value={clause[bound] ?? null}
        onChange={(times) => onChange({ did, [bound]: times, ...period })}
      />
      <InputNumber
        aria-label={t.withinDays}
        className="clause-within"
        min={1}
        precision={0}
        prefix={<span className="secondary">{t.within}</span>}
        suffix={t.days}
        placeholder={t.ever}
        value={withinDays ?? null}
        onChange={(days) => onChange({ did, [bound]: clause[bound] ?? null, ...(days === null ? {} : { withinDays: days }) })}
      />
    </>
  );
}

function within(typed: string, option?: { value?: unknown }): boolean {
  return String(option?.value ?? "").toLowerCase().includes(typed.toLowerCase());
}
