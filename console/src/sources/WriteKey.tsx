import { Alert, Button, Modal, Typography } from "antd";
import type { CreatedSource } from "../api/types";
import { useWords } from "../language/language";
import { curlFor } from "./curl";
import { sourceWords } from "./words";

/** Shown once: closes only by its own button, so that a stray click does not lose the key. */
export function WriteKey({ source, onClose }: { source: CreatedSource; onClose: () => void }) {
  const t = useWords(sourceWords);
  const example = curlFor(window.location.origin, source, { evidence: t.exampleEvidence, product: t.exampleProduct });
  return (
    <Modal
      open
      width={720}
      title={t.keyTitle(source.name)}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t.keyOnce} className="gap-below" />
      <Typography.Text strong>{t.writeKey}</Typography.Text>
      <Typography.Paragraph className="key" copyable={{ text: source.writeKey }} data-key={source.writeKey}>
        <code>{source.writeKey}</code>
      </Typography.Paragraph>
      <Typography.Text strong copyable={{ text: example }}>
        {t.example}
      </Typography.Text>
      {source.consentPolicy.mode === "REQUIRED" && (
        <Typography.Paragraph type="secondary" className="small">
          {t.exampleConsent}
        </Typography.Paragraph>
      )}
      <pre className="json">{example}</pre>
    </Modal>
  );
}
