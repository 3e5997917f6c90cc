import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Switch, Table } from "antd";
import { api } from "../api/client";
import type { Cleaning as CleaningOf, Source } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { left, type Counts } from "./activity";
import { sourceWords } from "./words";

/** The rules that leave calls out of a source, in their order, with what each left out in the last day. */
export function Cleaning({ source, counts }: { source: Source; counts: Counts }) {
  const t = useWords(sourceWords);
  const f = useFormat();
  const may = useMay("changeSources");
  const queries = useQueryClient();
  const queryKey = ["cleaning", source.sourceId];
  const found = useQuery({ queryKey, queryFn: ({ signal }) => api.sourceCleaning(source.sourceId, signal) });
  const change = useMutation({
    mutationFn: (settings: CleaningOf["settings"]) => api.changeSourceCleaning(source.sourceId, settings),
    onSuccess: (changed) => queries.setQueryData(queryKey, changed),
  });
  const failure = found.error ?? change.error;
  const switched = ({ settings }: CleaningOf, rule: string, on: boolean) =>
    change.mutate({ ...settings, off: on ? settings.off.filter((each) => each !== rule) : [...settings.off, rule] });
  return (
    <>
      {failure && <Trouble failure={failure} onRetry={() => void found.refetch()} />}
      <Table<CleaningOf["rules"][number]>
        size="small"
        rowKey="rule"
        loading={found.isPending || change.isPending}
        dataSource={found.data?.rules ?? []}
        pagination={false}
        columns={[
          {
            title: t.rule,
            render: (_, { rule }) => (
              <>
                {t.rules[rule] ?? rule}
                <div className="small secondary">{t.ruleMeans[rule]}</div>
              </>
            ),
          },
          { title: t.leftOut, align: "right", render: (_, { rule }) => f.number(left(counts, rule)) },
          {
            title: t.on,
            render: (_, { rule, on, switchable }) => (
              <Switch
                size="small"
                aria-label={t.rules[rule] ?? rule}
                checked={on}
                disabled={!may || !switchable || !found.data}
                onChange={(next) => found.data && switched(found.data, rule, next)}
              />
            ),
          },
        ]}
      />
    </>
  );
}
