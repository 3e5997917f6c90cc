import { useQuery } from "@tanstack/react-query";
import { Card, Skeleton, Typography } from "antd";
import { lazy, Suspense, useMemo } from "react";
import { api } from "../api/client";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { HOURS } from "./hours";
import { viewWords } from "./words";

const TimeBars = lazy(() => import("../shell/TimeBars"));
const HOUR = 3_600_000;

/** What was stored lately, by name and hour: whether sources still send, and what. */
export function Arrivals() {
  const t = useWords(viewWords);
  const f = useFormat();
  const arrived = useQuery({
    queryKey: ["arrivals"],
    queryFn: ({ signal }) =>
      api.behaviors({ from: new Date(Date.now() - HOURS * HOUR).toISOString(), time: "recordedAt" }, signal),
    refetchInterval: 30_000,
  });
  const series = useMemo(
    () =>
      (arrived.data?.series ?? []).map(({ name, points }) => ({
        name,
        points: points.map(({ at, count }) => [Date.parse(at) + HOUR / 2, count] as const),
      })),
    [arrived.data],
  );
  const { total = 0 } = arrived.data ?? {};
  return (
    <Card size="small" title={t.arrivals} className="gap-below">
      {arrived.error && <Trouble failure={arrived.error} onRetry={() => void arrived.refetch()} />}
      {arrived.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {arrived.data && total === 0 && <Typography.Text type="secondary">{t.noArrivals}</Typography.Text>}
      {arrived.data && total > 0 && (
        <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 4 }} />}>
          <TimeBars
            series={series}
            min={Date.parse(arrived.data.from)}
            max={Date.parse(arrived.data.to)}
            unit={HOUR}
            say={f.clock}
            label={t.arrivalsAlt(f.number(total), total)}
          />
        </Suspense>
      )}
    </Card>
  );
}
