import { useMutation } from "@tanstack/react-query";
import { Input, Modal, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { QuarantinedItem } from "../api/types";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { sourceWords } from "./words";

/** What is shown of an item is masked, so a mended one is written anew. */
export function ReleaseItem({ item, onCancel, onReleased }: { item: QuarantinedItem; onCancel: () => void; onReleased: () => void }) {
  const t = useWords(sourceWords);
  const [mended, setMended] = useState("");
  const release = useMutation({
    mutationFn: async () =>
      api.releaseQuarantined(item.id, mended.trim() ? (JSON.parse(mended) as Record<string, unknown>) : undefined),
    onSuccess: onReleased,
  });
  return (
    <Modal
      open
      title={t.release}
      okText={t.release}
      cancelText={t.cancel}
      okButtonProps={{ loading: release.isPending }}
      onOk={() => release.mutate()}
      onCancel={onCancel}
    >
      {release.error && <Trouble failure={release.error} />}
      <Typography.Paragraph>{item.detail}</Typography.Paragraph>
      <Input.TextArea
        rows={8}
        aria-label={t.mended}
        placeholder={t.mended}
        value={mended}
        onChange={({ target }) => setMended(target.value)}
      />
    </Modal>
  );
}
