import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Table, Tag, type TableColumnsType } from "antd";
import { api } from "../api/client";
import type { ReadModel } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { ParkedStreams } from "./ParkedStreams";
import { isRunning } from "./progress";
import { ReplayState } from "./ReplayState";
import { viewWords } from "./words";

export function ViewTable({ views }: { views: ReadModel[] }) {
  const t = useWords(viewWords);
  const f = useFormat();
  const mayRebuild = useMay("rebuildViews");
  const columns: TableColumnsType<ReadModel> = [
    {
      title: t.view,
      key: "view",
      render: (_, { view, generation, lastError }) => (
        <>
          <strong>{t.names[view] ?? view}</strong>
          <div className="small secondary">
            <code>{view}</code> · {generation ? t.generation(generation) : t.notBuilt}
          </div>
          {lastError && <div className="small wrap fault">{lastError}</div>}
        </>
      ),
    },
    {
      title: t.position,
      key: "position",
      align: "right",
      responsive: ["md"],
      render: (_, { position }) => f.number(position),
    },
    {
      title: t.lag,
      key: "lag",
      render: (_, { lag }) =>
        lag === 0 ? <Tag color="success">{t.upToDate}</Tag> : <Tag color="warning">{t.behind(f.number(lag))}</Tag>,
    },
    {
      title: t.parked,
      key: "parked",
      responsive: ["md"],
      render: (_, { parked }) =>
        parked.length === 0 ? t.noneParked : <Tag color="error">{t.parkedCount(parked.length)}</Tag>,
    },
    ...(mayRebuild
      ? [{ key: "replay", align: "right" as const, render: (_: unknown, model: ReadModel) => <ReplayButton model={model} /> }]
      : []),
  ];
  const open = views.filter(({ replay, parked }) => replay || parked.length > 0).map(({ view }) => view);
  return (
    <Table
      rowKey="view"
      size="small"
      columns={columns}
      dataSource={views}
      pagination={false}
      locale={{ emptyText: t.noViews }}
      expandable={{
        expandedRowKeys: open,
        showExpandColumn: false,
        expandedRowRender: (model) => (
          <>
            {model.replay && <ReplayState replay={model.replay} />}
            {model.parked.length > 0 && <ParkedStreams model={model} />}
          </>
        ),
      }}
    />
  );
}

function ReplayButton({ model: { view, replay } }: { model: ReadModel }) {
  const t = useWords(viewWords);
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const start = useMutation({
    mutationFn: () => api.replay(view),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["views"] }),
    onError: (failure) => notification.error({ title: failure.message }),
  });
  const running = replay !== undefined && (isRunning(replay.state) || replay.state === "different");
  return (
    <Popconfirm
      title={t.replayAsk}
      description={t.replayAskMore}
      okText={t.start}
      cancelText={t.cancel}
      disabled={running}
      onConfirm={() => start.mutate()}
    >
      <Button size="small" disabled={running} loading={start.isPending} aria-label={t.replayOf(t.names[view] ?? view)}>
        {t.replay}
      </Button>
    </Popconfirm>
  );
}
