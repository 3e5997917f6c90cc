import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Skeleton, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { CreatedSource } from "../api/types";
import { useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { CreateSource } from "./CreateSource";
import { SourceCard } from "./SourceCard";
import { WriteKey } from "./WriteKey";
import { sourceWords } from "./words";

export default function SourcesPage() {
  const t = useWords(sourceWords);
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedSource | null>(null);
  const sources = useQuery({ queryKey: ["sources"], queryFn: ({ signal }) => api.sources(signal) });
  const create = useMay("createSources") && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t.create}
    </Button>
  );
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        <Typography.Text type="secondary">{t.lead}</Typography.Text>
        <span className="push">{create}</span>
      </div>
      {sources.error && <Trouble failure={sources.error} onRetry={() => void sources.refetch()} />}
      {sources.isPending && (
        <Card>
          <Skeleton active />
        </Card>
      )}
      {sources.data?.sources.length === 0 && (
        <Card>
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              <>
                <strong>{t.none}</strong>
                <br />
                <Typography.Text type="secondary">{t.noneHelp}</Typography.Text>
              </>
            }
          >
            {create}
          </Empty>
        </Card>
      )}
      <div className="sources">
        {sources.data?.sources.map((source) => (
          <SourceCard key={source.sourceId} source={source} />
        ))}
      </div>
      {creating && (
        <CreateSource
          onCancel={() => setCreating(false)}
          onCreated={(source) => {
            setCreating(false);
            setCreated(source);
          }}
        />
      )}
      {created && <WriteKey source={created} onClose={() => setCreated(null)} />}
    </>
  );
}
