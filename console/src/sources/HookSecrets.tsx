import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Radio, Space, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { Hook } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { hookWords } from "./hookWords";
import { GRACES, type Grace } from "./RotateKey";
import { sourceWords } from "./words";

/** The secrets that are believed, and a new one, which is shown once. */
export function HookSecrets({ sourceId, secrets }: { sourceId: string; secrets: Hook["secrets"] }) {
  const t = useWords(hookWords);
  const { graces } = useWords(sourceWords);
  const f = useFormat();
  const queries = useQueryClient();
  const [given, setGiven] = useState("");
  const [grace, setGrace] = useState<Grace>("now");
  const rotate = useMutation({
    mutationFn: () => api.rotateHookSecret(sourceId, GRACES[grace], given.trim() || undefined),
    onSuccess: () => {
      setGiven("");
      return queries.invalidateQueries({ queryKey: ["hook", sourceId] });
    },
  });
  return (
    <>
      <ul className="mapping">
        {secrets.map(({ secretId, endsAt }) => (
          <li key={secretId}>
            <code>{secretId.slice(0, 8)}</code> {endsAt ? t.until(f.time(endsAt)) : t.current}
          </li>
        ))}
        {secrets.length === 0 && <li>{t.noSecret}</li>}
      </ul>
      {rotate.error && <Trouble failure={rotate.error} />}
      {rotate.data && (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title={t.once}
          description={
            <Typography.Text className="key" copyable={{ text: rotate.data.secret }}>
              <code className="wrap">{rotate.data.secret}</code>
            </Typography.Text>
          }
        />
      )}
      <Space orientation="vertical">
        <Input.Password
          aria-label={t.given}
          placeholder={t.given}
          autoComplete="off"
          value={given}
          onChange={({ target }) => setGiven(target.value)}
        />
        {secrets.length > 0 && (
          <Radio.Group
            aria-label={t.formerUntil}
            value={grace}
            onChange={({ target }) => setGrace(target.value as Grace)}
            options={(Object.keys(GRACES) as Grace[]).map((value) => ({ value, label: graces[value] }))}
          />
        )}
        <Button danger={secrets.length > 0 && grace === "now"} loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t.newSecret}
        </Button>
      </Space>
    </>
  );
}
