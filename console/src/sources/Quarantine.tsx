import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Popconfirm, Space, Table, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { QuarantinedItem } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { ReleaseItem } from "./ReleaseItem";
import { useSourceNames } from "./useSourceNames";
import { sourceWords } from "./words";

/** What could not be read, page by page, the newest first. */
export function Quarantine() {
  const t = useWords(sourceWords);
  const f = useFormat();
  const nameOf = useSourceNames();
  const queries = useQueryClient();
  const may = useMay("changeSources");
  const [after, setAfter] = useState<number | null>(null);
  const [releasing, setReleasing] = useState<QuarantinedItem | null>(null);
  const found = useQuery({ queryKey: ["quarantine", after], queryFn: ({ signal }) => api.quarantine(after, signal) });
  const refresh = () => queries.invalidateQueries({ queryKey: ["quarantine"] });
  const discard = useMutation({ mutationFn: api.discardQuarantined, onSuccess: refresh });
  const failure = found.error ?? discard.error;
  const next = found.data?.next;
  return (
    <Card size="small" title={t.quarantine} className="gap-above">
      <Typography.Paragraph type="secondary">{t.quarantineLead}</Typography.Paragraph>
      {failure && <Trouble failure={failure} onRetry={() => void refresh()} />}
      <Table<QuarantinedItem>
        size="small"
        rowKey="id"
        loading={found.isPending}
        dataSource={found.data?.items ?? []}
        pagination={false}
        locale={{ emptyText: t.quarantineEmpty }}
        expandable={{ expandedRowRender: ({ item }) => <pre className="json">{JSON.stringify(item, null, 2)}</pre> }}
        columns={[
          { title: t.when, dataIndex: "at", render: f.time },
          { title: t.source, dataIndex: "sourceId", render: nameOf },
          { title: t.kind, dataIndex: "kind" },
          { title: t.reason, render: (_, { reason, detail }) => <span title={detail}>{reason}</span> },
          {
            title: "",
            render: (_, item) =>
              may && (
                <Space>
                  <Button size="small" onClick={() => setReleasing(item)}>
                    {t.release}
                  </Button>
                  <Popconfirm title={t.discardConfirm} okText={t.discard} cancelText={t.cancel} onConfirm={() => discard.mutate(item.id)}>
                    <Button size="small" danger>
                      {t.discard}
                    </Button>
                  </Popconfirm>
                </Space>
              ),
          },
        ]}
      />
      <Space className="gap-above">
        {after !== null && <Button onClick={() => setAfter(null)}>{t.newest}</Button>}
        {next !== undefined && <Button onClick={() => setAfter(next)}>{t.older}</Button>}
      </Space>
      {releasing && (
        <ReleaseItem
          item={releasing}
          onCancel={() => setReleasing(null)}
          onReleased={() => {
            setReleasing(null);
            void refresh();
          }}
        />
      )}
    </Card>
  );
}
