import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Skeleton, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { CreatedSource } from "../api/types";
import { useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { CodeBook } from "./CodeBook";
import { codeWords } from "./codeWords";
import { Quarantine } from "./Quarantine";
import { SourceActions } from "./SourceActions";
import { SourceCard } from "./SourceCard";
import { SourceForm } from "./SourceForm";
import { WriteKey } from "./WriteKey";
import { sourceWords } from "./words";

export default function SourcesPage() {
  const t = useWords(sourceWords);
  const codes = useWords(codeWords);
  const [creating, setCreating] = useState(false);
  const [coding, setCoding] = useState(false);
  const [created, setCreated] = useState<CreatedSource | null>(null);
  const sources = useQuery({ queryKey: ["sources"], queryFn: ({ signal }) => api.sources(signal) });
  const may = useMay("changeSources");
  const mayRead = useMay("readQuarantine");
  const create = may && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t.create}
    </Button>
  );
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        <Typography.Text type="secondary">{t.lead}</Typography.Text>
        <span className="push">
          <Button onClick={() => setCoding(true)}>{codes.title}</Button> {create}
        </span>
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
          <SourceCard
            key={source.sourceId}
            source={source}
            actions={may && <SourceActions source={source} onNewKey={setCreated} />}
          />
        ))}
      </div>
      {mayRead && <Quarantine />}
      {coding && <CodeBook source={null} onClose={() => setCoding(false)} />}
      {creating && (
        <SourceForm
          source={null}
          onCancel={() => setCreating(false)}
          onRevised={() => setCreating(false)}
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
