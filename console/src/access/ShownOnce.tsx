import { Alert, Button, Modal, Typography } from "antd";
import type { IssuedToken } from "../api/types";
import { useWords } from "../language/language";
import { accessWords } from "./words";

/** Closes only by its own button, so that a stray click does not lose the token. */
export function ShownOnce({ token: { name, token }, onClose }: { token: IssuedToken; onClose: () => void }) {
  const t = useWords(accessWords);
  return (
    <Modal
      open
      title={t.tokenTitle(name)}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t.tokenOnce} className="gap-below" />
      <Typography.Paragraph className="key" copyable={{ text: token }}>
        <code>{token}</code>
      </Typography.Paragraph>
    </Modal>
  );
}
