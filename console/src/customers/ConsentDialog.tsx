import { Form, Input, Modal, Typography } from "antd";
import type { ConsentDecision, ConsentState } from "../api/types";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { customerWords } from "./words";

type Properties = {
  purpose: string;
  state: ConsentState;
  busy: boolean;
  failure: Error | null;
  onCancel: () => void;
  onDecide: (evidence: ConsentDecision["evidence"]) => void;
};

export function ConsentDialog({ purpose, state, busy, failure, onCancel, onDecide }: Properties) {
  const t = useWords(customerWords);
  const [form] = Form.useForm<{ statement: string; notice?: string }>();
  const granting = state === "granted";
  const name = t.purposes[purpose] ?? purpose;
  return (
    <Modal
      open
      title={granting ? t.grantOf(name) : t.withdrawOf(name)}
      okText={t.record}
      cancelText={t.cancel}
      okButtonProps={{ danger: !granting, loading: busy }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Typography.Paragraph>{granting ? t.grantLead : t.withdrawLead}</Typography.Paragraph>
      {failure && <Trouble failure={failure} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ statement, notice }) =>
          onDecide({ statement: statement.trim(), ...(notice?.trim() ? { notice: notice.trim() } : {}) })
        }
      >
        <Form.Item
          name="statement"
          label={t.statement}
          extra={t.statementHint}
          rules={[{ required: true, whitespace: true, message: t.statementMissing }]}
        >
          <Input.TextArea rows={3} maxLength={500} autoFocus placeholder={granting ? t.grantExample : t.withdrawExample} />
        </Form.Item>
        <Form.Item name="notice" label={t.noticeLabel}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
