import { Drawer, Table, Tag, Typography } from "antd";
import type { Arrival, Source, SourceActivity } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { viewWords } from "../views/words";
import type { Outcome } from "./activity";
import { Cleaning } from "./Cleaning";
import { useArrivals } from "./useArrivals";
import { sourceWords } from "./words";

const COLORS: Record<Outcome, string> = { STORED: "success", DUPLICATE: "default", REFUSED: "warning", REJECTED: "error", DROPPED: "purple" };

export function ActivityDetails({ source, activity, onClose }: { source: Source; activity: SourceActivity; onClose: () => void }) {
  const t = useWords(sourceWords);
  const { reasons } = useWords(viewWords);
  const f = useFormat();
  const { arrivals, failure } = useArrivals(source.sourceId);
  const reasonOf = (reason?: string) => (reason ? (reasons[reason] ?? t.rules[reason] ?? reason) : "");
  const outcomeOf = (outcome: Outcome) => <Tag color={COLORS[outcome]}>{t.outcomes[outcome]}</Tag>;
  return (
    <Drawer open size={720} title={source.name} onClose={onClose}>
      <Typography.Title level={2}>{t.live}</Typography.Title>
      <Typography.Paragraph type="secondary">{t.liveLead}</Typography.Paragraph>
      {failure && <Trouble failure={failure} />}
      <Table<Arrival & { key: number }>
        size="small"
        dataSource={arrivals}
        pagination={false}
        locale={{ emptyText: t.nothingYet }}
        columns={[
          { title: t.when, dataIndex: "at", render: f.clock },
          { title: t.kind, dataIndex: "kind" },
          { title: t.what, render: (_, { name, who }) => [name, who].filter(Boolean).join(" · ") },
          { title: t.outcome, render: (_, { outcome, reason }) => <>{outcomeOf(outcome)}{reasonOf(reason)}</> },
        ]}
      />
      <Typography.Title level={2}>{t.cleaning}</Typography.Title>
      <Typography.Paragraph type="secondary">{t.cleaningLead}</Typography.Paragraph>
      <Cleaning source={source} counts={activity.counts} />
      <Typography.Title level={2}>{t.lastDay}</Typography.Title>
      <Table<SourceActivity["counts"][number]>
        size="small"
        rowKey={({ hour, kind, outcome, reason }) => [hour, kind, outcome, reason].join()}
        dataSource={activity.counts}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t.nothingYet }}
        columns={[
          { title: t.hour, dataIndex: "hour", render: f.time },
          { title: t.kind, dataIndex: "kind" },
          { title: t.outcome, render: (_, { outcome, reason }) => <>{outcomeOf(outcome)}{reasonOf(reason)}</> },
          { title: t.count, dataIndex: "count", align: "right", render: f.number },
        ]}
      />
    </Drawer>
  );
}
