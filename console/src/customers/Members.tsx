import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { CustomerView } from "../api/types";
import { useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { customerWords } from "./words";

/** The streams that are one person, and the way to say that they are not. */
export function Members({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const maySeparate = useMay("decideIdentity");
  const [leaving, setLeaving] = useState<string | null>(null);
  return (
    <div className="small gap-above">
      <Typography.Title level={5}>{t.members(customer.members.length)}</Typography.Title>
      {customer.members.map((stream) => (
        <div key={stream} className="fact">
          <code className="wrap">{stream}</code>
          {stream === customer.customerId ? (
            <span className="secondary">{t.root}</span>
          ) : (
            maySeparate && (
              <Button size="small" type="link" data-act="separate" onClick={() => setLeaving(stream)}>
                {t.separate}
              </Button>
            )
          )}
        </div>
      ))}
      {leaving && <SeparateDialog stream={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}

function SeparateDialog({ stream, onClose }: { stream: string; onClose: () => void }) {
  const t = useWords(customerWords);
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const seen = () => queries.invalidateQueries();

  const merge = useMutation({
    mutationFn: (root: string) => api.mergeCustomers(root, stream, t.mergeReason),
    onSuccess: async () => {
      notification.success({ key: stream, title: t.mergedAgain, placement: "bottomRight" });
      await seen();
    },
    onError: (failure) => notification.error({ key: stream, title: failure.message }),
  });
  const separate = useMutation({
    mutationFn: (reason: string) => api.unmergeCustomer(stream, reason),
    onSuccess: async ({ customerId }) => {
      notification.success({
        key: stream,
        title: t.separated,
        placement: "bottomRight",
        duration: 10,
        actions: (
          <Button size="small" data-act="undo" onClick={() => merge.mutate(customerId)}>
            {t.undo}
          </Button>
        ),
      });
      onClose();
      await seen();
    },
  });
  return (
    <Modal
      open
      title={t.separateTitle}
      okText={t.separate}
      cancelText={t.cancel}
      okButtonProps={{ danger: true, loading: separate.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t.separateLead(stream)}</Typography.Paragraph>
      {separate.error && <Trouble failure={separate.error} />}
      <Form form={form} layout="vertical" onFinish={({ reason }) => separate.mutate(reason.trim())}>
        <Form.Item
          name="reason"
          label={t.separateReason}
          rules={[{ required: true, whitespace: true, message: t.separateMissing }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus placeholder={t.separateExample} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
