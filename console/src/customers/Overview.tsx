import { Card, Skeleton, Statistic, Tooltip, Typography } from "antd";
import { lazy, Suspense } from "react";
import type { CustomerView, NamedCount, Ranked } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Bars } from "./Bars";
import { IdentityCard } from "./IdentityCard";
import { Recent } from "./Recent";
import { customerWords } from "./words";

const ActivityChart = lazy(() => import("./ActivityChart"));
const SHOWN = 8;

export function Overview({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const profiled = customer.consents.some(({ purpose, state }) => purpose === "profiling" && state === "granted");
  const why = profiled ? t.nothingYet : t.needsProfiling;
  return (
    <div className="overview">
      <IdentityCard customer={customer} />
      <div className="overview-main">
        <Totals customer={customer} />
        <Card title={t.activity} size="small">
          {customer.days.length > 0 ? (
            <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 4 }} />}>
              <ActivityChart days={customer.days} />
            </Suspense>
          ) : (
            <Typography.Text type="secondary">{t.noActivity}</Typography.Text>
          )}
        </Card>
        {!customer.knownAt && (
          <Card title={t.recent} size="small">
            <Recent customer={customer} />
          </Card>
        )}
        <div className="three">
          <Card title={t.byName} size="small">
            <EventNames names={customer.totals.byName} />
          </Card>
          <Card title={t.topCategories} size="small">
            <RankedBars ranked={customer.topCategories} by="count" empty={why} />
          </Card>
          <Card title={t.topProducts} size="small">
            <RankedBars ranked={customer.topProducts} by="amount" empty={why} />
          </Card>
        </div>
      </div>
    </div>
  );
}

function Totals({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const { totals, firstSeen, lastSeen } = customer;
  const seen = (instant: string | undefined) => (instant ? f.date(instant) : "–");
  return (
    <section className="totals" aria-label={t.totals}>
      <Card size="small">
        <Statistic title={t.events} value={f.number(totals.events)} />
        <span className="small secondary">
          {seen(firstSeen)} – {seen(lastSeen)}
        </span>
      </Card>
      <Card size="small">
        <Statistic title={t.orders} value={f.number(totals.orders.count)} />
        <span className="small secondary">
          {totals.orders.count > 0 && t.averageOrder(f.money(totals.orders.amount / totals.orders.count))}
        </span>
      </Card>
      <Card size="small">
        <Statistic title={t.orderAmount} value={f.money(totals.orders.amount)} />
      </Card>
      <Card size="small">
        <Statistic title={t.refunds} value={f.money(totals.refunds.amount)} />
        <span className="small secondary">{t.times(f.number(totals.refunds.count))}</span>
      </Card>
      {totals.adjustments.count > 0 && (
        <Card size="small">
          <Statistic title={t.adjustments} value={f.money(totals.adjustments.amount)} />
          <span className="small secondary">{t.times(f.number(totals.adjustments.count))}</span>
        </Card>
      )}
      {totals.refused > 0 && (
        <Card size="small">
          <Tooltip title={t.refusedHint}>
            <Statistic title={t.refused} value={f.number(totals.refused)} />
          </Tooltip>
        </Card>
      )}
    </section>
  );
}

function EventNames({ names }: { names: NamedCount[] }) {
  const t = useWords(customerWords);
  const f = useFormat();
  return (
    <Bars
      empty={t.noActivity}
      bars={[...names]
        .sort((a, b) => b.count - a.count)
        .slice(0, SHOWN)
        .map(({ name, count, last }) => ({
          key: name,
          label: name,
          size: count,
          value: f.number(count),
          ...(last ? { hint: t.last(f.time(last)) } : {}),
        }))}
    />
  );
}

/** A category counts what was looked at as well, so its amount is no money spent; a product's is. */
function RankedBars({ ranked, by, empty }: { ranked: Ranked[]; by: "count" | "amount"; empty: string }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const paid = by === "amount";
  return (
    <Bars
      empty={empty}
      bars={ranked.toSorted((a, b) => b[by] - a[by]).slice(0, SHOWN).map(({ id, name, count, amount }) => ({
        key: id ?? name ?? "",
        label: name || id || "–",
        size: paid ? amount : count,
        value: paid ? f.money(amount) : t.times(f.number(count)),
        ...(paid ? { hint: t.times(f.number(count)) } : {}),
      }))}
    />
  );
}
