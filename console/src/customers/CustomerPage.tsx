import { ArrowLeftOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Card, Empty, Result, Skeleton, Tabs, Typography } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { api, Problem } from "../api/client";
import type { CustomerView } from "../api/types";
import { HistoryTab } from "../audit/HistoryTab";
import { TimeTravel } from "../audit/TimeTravel";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { ConsentsTab } from "./ConsentsTab";
import { EraseButton } from "./EraseButton";
import { Erased } from "./Erased";
import { Identifiers } from "./Identifiers";
import { Overview } from "./Overview";
import { customerWords } from "./words";

/** Two questions at most: the customer now, whose days the slider shows, and the customer at the chosen moment. */
export default function CustomerPage() {
  const t = useWords(customerWords);
  const customerId = useParams()["customerId"]!;
  const [parameters, setParameters] = useSearchParams();
  const asOf = parameters.get("asOf");
  const knownAt = parameters.get("knownAt");
  const mayReadHistory = useMay("readHistory");
  const mayErase = useMay("erase");
  const past = asOf !== null || knownAt !== null;

  const now = useQuery({
    queryKey: ["customer", customerId, null, null],
    queryFn: ({ signal }) => api.customer(customerId, {}, signal),
  });
  const then = useQuery({
    queryKey: ["customer", customerId, asOf, knownAt],
    queryFn: ({ signal }) => api.customer(customerId, { asOf, knownAt }, signal),
    placeholderData: keepPreviousData,
    enabled: past,
  });

  const change = (changed: Record<string, string | null>) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changed)) {
          value === null ? after.delete(name) : after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );

  if (now.error instanceof Problem && now.error.code === "customer-erased") {
    return <Erased customerId={customerId} />;
  }
  if (now.error instanceof Problem && now.error.status === 404) {
    return (
      <Result status="404" title={t.unknown} subTitle={t.unknownHelp} extra={<Link to="/customers">{t.back}</Link>} />
    );
  }
  if (now.error && !now.data) {
    return <Trouble failure={now.error} onRetry={() => void now.refetch()} />;
  }
  if (!now.data) {
    return <Skeleton active paragraph={{ rows: 12 }} />;
  }
  const shown = past ? then.data : now.data;
  const absent = past && then.data?.position === 0;
  return (
    <>
      <Link to="/customers" className="small">
        <ArrowLeftOutlined aria-hidden /> {t.back}
      </Link>
      <Heading customer={now.data} />
      <TimeTravel
        customer={now.data}
        asOf={asOf}
        knownAt={knownAt}
        busy={past && then.isFetching}
        onMove={(moment) => change(moment)}
      />
      {past && then.data?.unreadable && <Unreadable {...then.data.unreadable} />}
      {past && then.error && <Trouble failure={then.error} onRetry={() => void then.refetch()} />}
      <Tabs
        activeKey={parameters.get("tab") ?? "overview"}
        tabBarExtraContent={mayErase && <EraseButton customerId={now.data.customerId} />}
        onChange={(tab) => change({ tab: tab === "overview" ? null : tab })}
        items={[
          {
            key: "overview",
            label: t.overview,
            children: absent ? <NotYet /> : shown ? <Overview customer={shown} /> : <Skeleton active />,
          },
          {
            key: "consents",
            label: t.consents,
            children: absent ? (
              <NotYet />
            ) : shown ? (
              <ConsentsTab customer={shown} past={past} at={asOf ?? null} />
            ) : (
              <Skeleton active />
            ),
          },
          ...(mayReadHistory
            ? [{ key: "history", label: t.history, children: <HistoryTab customer={now.data} asOf={asOf} /> }]
            : []),
        ]}
      />
    </>
  );
}

function Unreadable({ count, positions }: NonNullable<CustomerView["unreadable"]>) {
  const t = useWords(customerWords);
  const f = useFormat();
  return (
    <Alert
      type="error"
      showIcon
      className="gap-below"
      title={t.unreadable(f.number(count), count)}
      description={t.unreadableAt(positions.map(f.number).join(t.comma) + (positions.length < count ? " …" : ""))}
    />
  );
}

function NotYet() {
  const t = useWords(customerWords);
  return (
    <Card>
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <Typography.Text strong>{t.notYet}</Typography.Text>
            <br />
            <Typography.Text type="secondary">{t.notYetHelp}</Typography.Text>
          </>
        }
      />
    </Card>
  );
}

const NAME_TRAITS = ["name", "fullName", "firstName", "first_name", "lastName", "last_name"];

function Heading({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const named = customer.traits.find(({ name }) => NAME_TRAITS.includes(name));
  return (
    <div className="page-head">
      <Typography.Title level={1}>{named ? String(named.value) : t.unnamed}</Typography.Title>
      <Identifiers identifiers={customer.identifiers} most={4} />
    </div>
  );
}
