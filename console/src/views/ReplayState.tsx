import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Popconfirm, Progress, Space, Table } from "antd";
import { api } from "../api/client";
import type { Difference, Replay } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { isRunning, percentOf, secondsLeft } from "./progress";
import { viewWords } from "./words";

export function ReplayState({ replay }: { replay: Replay }) {
  const t = useWords(viewWords);
  const f = useFormat();
  const left = secondsLeft(replay);
  const status = { switched: "success", failed: "exception", different: "exception" } as const;
  return (
    <div className="replay">
      <div className="replay-line">
        <strong>{t.states[replay.state]}</strong>
        <span className="secondary small">
          {[
            t.progress(f.number(replay.position), f.number(replay.target)),
            isRunning(replay.state) && t.rate(f.number(Math.round(replay.eventsPerSecond))),
            left !== null && t.left(f.duration(left)),
            replay.compared ? t.compared(f.number(replay.compared)) : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <Progress
        percent={percentOf(replay)}
        size="small"
        status={status[replay.state as keyof typeof status] ?? (isRunning(replay.state) ? "active" : "normal")}
        aria-label={t.states[replay.state]}
      />
      {replay.note && <div className="small wrap secondary">{replay.note}</div>}
      {replay.state === "different" && <Decision replay={replay} />}
    </div>
  );
}

function Decision({ replay: { view, differences = [], differenceCount } }: { replay: Replay }) {
  const t = useWords(viewWords);
  const f = useFormat();
  const mayRebuild = useMay("rebuildViews");
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const decide = useMutation({
    mutationFn: (what: "accept" | "abandon") => (what === "accept" ? api.acceptReplay(view) : api.abandonReplay(view)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["views"] }),
    onError: (failure) => notification.error({ title: failure.message }),
  });
  const count = differenceCount ?? differences.length;
  const side = (value: unknown) => <pre className="json">{value == null ? t.absent : JSON.stringify(value, null, 1)}</pre>;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t.differences(f.number(count), count)}
        description={t.differencesLead}
        action={
          mayRebuild && (
            <Space wrap>
              <Popconfirm
                title={t.acceptAsk}
                okText={t.accept}
                cancelText={t.cancel}
                onConfirm={() => decide.mutate("accept")}
              >
                <Button size="small" type="primary" loading={decide.isPending}>
                  {t.accept}
                </Button>
              </Popconfirm>
              <Button size="small" disabled={decide.isPending} onClick={() => decide.mutate("abandon")}>
                {t.abandon}
              </Button>
            </Space>
          )
        }
      />
      <Table<Difference>
        rowKey="id"
        size="small"
        className="gap-above"
        pagination={{ pageSize: 5, hideOnSinglePage: true }}
        dataSource={differences}
        scroll={{ x: 560 }}
        columns={[
          { title: t.entry, dataIndex: "id", render: (id: string) => <code className="wrap">{id}</code> },
          { title: t.live, dataIndex: "live", render: side },
          { title: t.rebuilt, dataIndex: "rebuilt", render: side },
        ]}
      />
    </>
  );
}
