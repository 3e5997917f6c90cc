import { useQuery } from "@tanstack/react-query";
import { Card, Table, Typography } from "antd";
import { api } from "../api/client";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { useSourceNames } from "../sources/useSourceNames";
import { gather, HOURS, type Row } from "./hours";
import { viewWords } from "./words";

export function Refusals() {
  const t = useWords(viewWords);
  const f = useFormat();
  const nameOf = useSourceNames();
  const refusals = useQuery({
    queryKey: ["refusals"],
    queryFn: ({ signal }) => api.refusals(HOURS, signal),
    refetchInterval: 30_000,
  });
  const rows = gather(refusals.data?.refusals ?? [], Date.now());
  return (
    <Card size="small" title={t.refusals}>
      <Typography.Paragraph type="secondary">{t.refusalsLead}</Typography.Paragraph>
      {refusals.error && <Trouble failure={refusals.error} onRetry={() => void refusals.refetch()} />}
      <Table<Row>
        size="small"
        loading={refusals.isPending}
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: t.noRefusals }}
        columns={[
          { title: t.source, dataIndex: "source", render: nameOf },
          { title: t.kind, dataIndex: "kind" },
          { title: t.reason, dataIndex: "reason", render: (reason: string) => t.reasons[reason] ?? reason },
          { title: t.count, dataIndex: "count", align: "right", render: (count: number) => f.number(count) },
          { title: t.byHour, dataIndex: "hours", responsive: ["md"], render: (hours: number[]) => <Hours hours={hours} /> },
        ]}
      />
    </Card>
  );
}

function Hours({ hours }: { hours: number[] }) {
  const most = Math.max(1, ...hours);
  return (
    <svg className="hours" viewBox={`0 0 ${HOURS * 4} 20`} aria-hidden="true">
      {hours.map((count, index) => (
        <rect
          key={index}
          x={index * 4}
          width={3}
          y={20 - Math.max(1, (20 * count) / most)}
          height={Math.max(1, (20 * count) / most)}
        />
      ))}
    </svg>
  );
}
