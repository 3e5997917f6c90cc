import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Modal, Select, Skeleton, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import { ERASURE_REASONS, type ErasureReason } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { customerWords } from "./words";

/** Shows what would be destroyed, and destroys it only for someone who says twice that they mean it. */
export function EraseButton({ customerId }: { customerId: string }) {
  const t = useWords(customerWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger data-act="erase" onClick={() => setOpen(true)}>
        {t.erase}
      </Button>
      {open && <EraseDialog customerId={customerId} onClose={() => setOpen(false)} />}
    </>
  );
}

function EraseDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: ErasureReason; sure: boolean }>();
  const sure = Form.useWatch("sure", form);
  const preview = useQuery({
    queryKey: ["erasure", customerId],
    queryFn: ({ signal }) => api.previewErasure(customerId, signal),
  });
  const erase = useMutation({
    mutationFn: (reason: ErasureReason) => api.eraseCustomer(customerId, reason),
    onSuccess: async () => {
      onClose();
      await queries.resetQueries();
    },
  });
  return (
    <Modal
      open
      title={t.eraseTitle}
      okText={t.eraseNow}
      cancelText={t.cancel}
      okButtonProps={{ danger: true, disabled: !sure || !preview.data, loading: erase.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t.eraseLead}</Typography.Paragraph>
      {(preview.error ?? erase.error) && <Trouble failure={(preview.error ?? erase.error)!} />}
      {preview.data ? (
        <Typography.Paragraph strong>
          {t.eraseWhat(
            f.number(preview.data.events),
            f.number(preview.data.keys),
            f.number(Object.values(preview.data.identifiers).reduce((sum, count) => sum + count, 0)),
          )}
        </Typography.Paragraph>
      ) : (
        <Skeleton active paragraph={{ rows: 1 }} />
      )}
      {preview.data && preview.data.customers.length > 1 && (
        <Alert type="warning" showIcon className="gap-below" title={t.eraseFamily(f.number(preview.data.customers.length))} />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ reason: "SUBJECT_REQUEST" }}
        onFinish={({ reason }) => erase.mutate(reason)}
      >
        <Form.Item name="reason" label={t.eraseReason}>
          <Select options={ERASURE_REASONS.map((value) => ({ value, label: t.eraseReasons[value] }))} />
        </Form.Item>
        <Form.Item name="sure" valuePropName="checked">
          <Checkbox>{t.eraseConfirm}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
