import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Space } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { CreatedSource, Source } from "../api/types";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { CodeBook } from "./CodeBook";
import { codeWords } from "./codeWords";
import { Declaration } from "./Declaration";
import { declarationWords } from "./declarationWords";
import { Hook } from "./Hook";
import { hookWords } from "./hookWords";
import { RotateKey } from "./RotateKey";
import { SourceForm } from "./SourceForm";
import { sourceWords } from "./words";

export function SourceActions({ source, onNewKey }: { source: Source; onNewKey: (source: CreatedSource) => void }) {
  const t = useWords(sourceWords);
  const codes = useWords(codeWords);
  const declaration = useWords(declarationWords);
  const hook = useWords(hookWords);
  const queries = useQueryClient();
  const [doing, setDoing] = useState<"edit" | "rotate" | "hook" | "declare" | "codes" | null>(null);
  const enable = useMutation({
    mutationFn: (enabled: boolean) => api.reviseSource(source.sourceId, { enabled }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sources"] }),
  });
  const done = () => setDoing(null);
  return (
    <div className="gap-above">
      {enable.error && <Trouble failure={enable.error} />}
      <Space wrap>
        <Button size="small" onClick={() => setDoing("edit")}>
          {t.edit}
        </Button>
        <Button size="small" onClick={() => setDoing("rotate")}>
          {t.rotate}
        </Button>
        <Button size="small" onClick={() => setDoing("hook")}>
          {hook.open}
        </Button>
        <Button size="small" onClick={() => setDoing("declare")}>
          {declaration.open}
        </Button>
        <Button size="small" onClick={() => setDoing("codes")}>
          {codes.open}
        </Button>
        {source.enabled ? (
          <Popconfirm
            title={t.disableConfirm(source.name)}
            description={t.disableMeans}
            okText={t.disable}
            cancelText={t.cancel}
            okButtonProps={{ danger: true }}
            onConfirm={() => enable.mutate(false)}
          >
            <Button size="small" danger loading={enable.isPending}>
              {t.disable}
            </Button>
          </Popconfirm>
        ) : (
          <Button size="small" type="primary" loading={enable.isPending} onClick={() => enable.mutate(true)}>
            {t.enable}
          </Button>
        )}
      </Space>
      {doing === "edit" && <SourceForm source={source} onCancel={done} onRevised={done} onCreated={done} />}
      {doing === "codes" && <CodeBook source={source} onClose={done} />}
      {doing === "declare" && <Declaration source={source} onClose={done} />}
      {doing === "hook" && <Hook source={source} onClose={done} />}
      {doing === "rotate" && (
        <RotateKey
          source={source}
          onCancel={done}
          onRotated={({ writeKey }) => {
            done();
            onNewKey({ ...source, writeKey });
          }}
        />
      )}
    </div>
  );
}
