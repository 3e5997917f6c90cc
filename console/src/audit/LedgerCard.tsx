import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Progress, Skeleton } from "antd";
import { api, Problem } from "../api/client";
import type { Verification } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { auditorWords } from "./auditorWords";

export function LedgerCard() {
  const t = useWords(auditorWords);
  const f = useFormat();
  const head = useQuery({ queryKey: ["ledger"], queryFn: ({ signal }) => api.ledgerHead(signal), refetchInterval: 5_000 });
  const status = useQuery({ queryKey: ["status"], queryFn: ({ signal }) => api.status(signal), refetchInterval: 5_000 });
  if (head.error && !head.data) {
    return <Trouble failure={head.error} onRetry={() => void head.refetch()} />;
  }
  const ledger = status.data?.ledger;
  const words = head.data?.statement.split(" ") ?? [];
  return (
    <Card title={t.ledger} extra={<Verify />}>
      {ledger?.trouble && <Alert type="error" showIcon className="gap-below" title={t.standing} description={ledger.trouble} />}
      <Verified />
      {head.data ? (
        <dl>
          <Fact name={t.covered} value={f.number(head.data.size)} />
          <Fact name={t.lag} value={ledger && ledger.lag > 0 ? t.lagFor(f.number(ledger.lag), f.duration(ledger.lagSeconds)) : f.number(head.data.lag)} />
          <Fact name={t.signedAt} value={f.time(words[4]!)} />
          <Fact name={t.key} value={<code className="wrap">{words[5]}</code>} />
          <Fact name={t.root} value={<code className="wrap small">{head.data.root}</code>} />
        </dl>
      ) : (
        <Skeleton active />
      )}
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Nobody may have verified yet; that is no failure. */
function useVerification() {
  return useQuery({
    queryKey: ["verification"],
    queryFn: ({ signal }) =>
      api.ledgerVerification(signal).catch((failure: unknown) => {
        if (failure instanceof Problem && failure.code === "verification-unknown") {
          return null;
        }
        throw failure;
      }),
    refetchInterval: ({ state }) => (state.data?.state === "verifying" ? 500 : false),
  });
}

function Verify() {
  const t = useWords(auditorWords);
  const queries = useQueryClient();
  const { data } = useVerification();
  const verify = useMutation({
    mutationFn: api.verifyLedger,
    onSuccess: (begun) => queries.setQueryData<Verification | null>(["verification"], begun),
  });
  return (
    <Button type="primary" data-act="verify" loading={verify.isPending || data?.state === "verifying"} onClick={() => verify.mutate()}>
      {t.verify}
    </Button>
  );
}

function Verified() {
  const t = useWords(auditorWords);
  const f = useFormat();
  const { data, error } = useVerification();
  if (error) {
    return <Trouble failure={error} />;
  }
  if (!data) {
    return null;
  }
  if (data.state === "verifying") {
    const percent = data.target > 0 ? Math.min(99, Math.floor((100 * data.position) / data.target)) : 0;
    return <Progress percent={percent} format={() => t.verifying(f.number(data.position), f.number(data.target))} className="gap-below" />;
  }
  const { verified } = data;
  return (
    <Alert
      className="gap-below"
      showIcon
      data-state={data.state}
      type={data.state === "unchanged" ? "success" : "error"}
      title={t[data.state]}
      description={
        verified && (
          <>
            {t.verified(f.number(verified.events), f.number(verified.covered), f.number(verified.heads))}
            {verified.faults.map(({ kind, from, to, what }) => (
              <div key={`${kind} ${from} ${what}`}>
                {from > 0 ? t.fault(t.faults[kind] ?? kind, f.number(from), f.number(to)) : (t.faults[kind] ?? kind)}: {what}
              </div>
            ))}
          </>
        )
      }
    />
  );
}
