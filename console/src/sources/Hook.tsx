import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Form, Input, InputNumber, Select, Skeleton, Typography } from "antd";
import { api } from "../api/client";
import { HOOK_ENCODINGS, HOOK_SCHEMES, type Hook as HookOf, type HookSettings, type Source } from "../api/types";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { HookSecrets } from "./HookSecrets";
import { hookWords } from "./hookWords";

type Filled = HookSettings["signature"] & { calls: string };

const EXAMPLE = JSON.stringify(
  [{ type: "track", event: "{type}", userId: "{customer}", messageId: "{id}", timestamp: "{@received}" }],
  null,
  2,
);

/** Where a third party posts to, how it signs, and what its bodies become. */
export function Hook({ source, onClose }: { source: Source; onClose: () => void }) {
  const t = useWords(hookWords);
  const { sourceId, name } = source;
  const found = useQuery({ queryKey: ["hook", sourceId], queryFn: ({ signal }) => api.sourceHook(sourceId, signal) });
  return (
    <Drawer open size={720} title={t.title(name)} onClose={onClose}>
      <Typography.Paragraph type="secondary">{t.lead}</Typography.Paragraph>
      {found.error && <Trouble failure={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton active />}
      {found.data && (
        <>
          <Typography.Text strong>{t.address}</Typography.Text>
          <Typography.Paragraph copyable={{ text: window.location.origin + found.data.path }}>
            <code className="wrap">{window.location.origin + found.data.path}</code>
          </Typography.Paragraph>
          <Typography.Title level={2}>{t.secrets}</Typography.Title>
          <HookSecrets sourceId={sourceId} secrets={found.data.secrets} />
          <Typography.Title level={2}>{t.settings}</Typography.Title>
          <Settings sourceId={sourceId} found={found.data} />
        </>
      )}
    </Drawer>
  );
}

function Settings({ sourceId, found: { hook, presets } }: { sourceId: string; found: HookOf }) {
  const t = useWords(hookWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<Filled>();
  const scheme = Form.useWatch("scheme", form);
  const change = useMutation({
    mutationFn: ({ calls, ...signature }: Filled) =>
      api.changeSourceHook(sourceId, { signature, calls: JSON.parse(calls) as HookSettings["calls"] }),
    onSuccess: (changed) => queries.setQueryData(["hook", sourceId], changed),
  });
  const initial = hook
    ? { ...hook.signature, calls: JSON.stringify(hook.calls, null, 2) }
    : { ...presets[0]!.signature, calls: EXAMPLE };
  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={(filled: Filled) => change.mutate({ ...initial, ...filled })}>
      {change.error && <Trouble failure={change.error} />}
      <Form.Item label={t.preset}>
        <Select
          aria-label={t.preset}
          placeholder={t.presetHint}
          options={presets.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name: string) => form.setFieldsValue(presets.find((each) => each.name === name)!.signature)}
        />
      </Form.Item>
      <Form.Item name="scheme" label={t.scheme}>
        <Select options={HOOK_SCHEMES.map((value) => ({ value, label: t.schemes[value] }))} />
      </Form.Item>
      <Form.Item name="header" label={t.header} rules={[{ required: true, message: t.headerMissing }]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="prefix" label={t.prefix}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="encoding" label={t.encoding}>
        <Select options={HOOK_ENCODINGS.map((value) => ({ value, label: value }))} />
      </Form.Item>
      {scheme === "TIMESTAMPED" && (
        <Form.Item name="toleranceSeconds" label={t.tolerance} rules={[{ required: true, message: t.tolerance }]}>
          <InputNumber min={1} max={86_400} />
        </Form.Item>
      )}
      <Form.Item
        name="calls"
        label={t.calls}
        extra={t.callsHint}
        rules={[{ validator: (_, text: string) => (isJson(text) ? Promise.resolve() : Promise.reject(new Error(t.callsBroken))) }]}
      >
        <Input.TextArea rows={14} className="json-editor" spellCheck={false} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t.save}
      </Button>
    </Form>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
