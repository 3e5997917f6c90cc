import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Skeleton, Typography } from "antd";
import { api } from "../api/client";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { saveAs } from "./saveAs";
import { customerWords } from "./words";

export function ReceiptDialog({ customerId, purpose, onClose }: { customerId: string; purpose: string; onClose: () => void }) {
  const t = useWords(customerWords);
  const receipt = useQuery({
    queryKey: ["customer", customerId, "receipt", purpose],
    queryFn: ({ signal }) => api.consentReceipt(customerId, purpose, signal),
  });
  const text = JSON.stringify(receipt.data, null, 2);
  return (
    <Modal
      open
      width={720}
      title={t.receiptOf(t.purposes[purpose] ?? purpose)}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t.close}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={!receipt.data}
          onClick={() => saveAs(new Blob([text], { type: "application/json" }), `receipt-${receipt.data?.receipt_id}.json`)}
        >
          {t.download}
        </Button>,
      ]}
    >
      <Typography.Paragraph>{t.receiptLead}</Typography.Paragraph>
      {receipt.error && <Trouble failure={receipt.error} />}
      {receipt.data ? <pre className="small wrap receipt">{text}</pre> : !receipt.error && <Skeleton active />}
    </Modal>
  );
}
