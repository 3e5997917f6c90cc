import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form, Input, Modal, Radio, Select } from "antd";
import { api } from "../api/client";
import { ROLES, type IssuedToken, type Role } from "../api/types";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { shellWords } from "../shell/words";
import { accessWords } from "./words";

/** Days; programs that run for years get a token without an end. */
const LIVES = { month: 30, quarter: 90, year: 365, never: null } as const;

type Life = keyof typeof LIVES;
type Filled = { name: string; role: Role; life: Life };

export function NewToken({ onCancel, onIssued }: { onCancel: () => void; onIssued: (token: IssuedToken) => void }) {
  const t = useWords(accessWords);
  const { roles } = useWords(shellWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<Filled>();
  const issue = useMutation({
    mutationFn: ({ name, role, life }: Filled) => api.issueToken({ name: name.trim(), role, expires: endOf(life) }),
    onSuccess: (token) => queries.invalidateQueries({ queryKey: ["tokens"] }).then(() => onIssued(token)),
  });
  return (
    <Modal
      open
      title={t.issue}
      okText={t.issue}
      cancelText={t.cancel}
      okButtonProps={{ loading: issue.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      {issue.error && <Trouble failure={issue.error} />}
      <Form form={form} layout="vertical" initialValues={{ role: "MARKETER", life: "quarter" }} onFinish={issue.mutate}>
        <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: t.nameMissing }]}>
          <Input autoFocus placeholder={t.nameHint} maxLength={200} />
        </Form.Item>
        <Form.Item name="role" label={t.role}>
          <Radio.Group
            className="policies"
            options={ROLES.map((value) => ({
              value,
              label: (
                <>
                  <strong>{roles[value]}</strong>
                  <div className="small secondary">{t.may[value]}</div>
                </>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item name="life" label={t.ends}>
          <Select options={(Object.keys(LIVES) as Life[]).map((value) => ({ value, label: t.lives[value] }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function endOf(life: Life): string | undefined {
  const days = LIVES[life];
  return days === null ? undefined : new Date(Date.now() + days * 86_400_000).toISOString();
}
