import { useMutation } from "@tanstack/react-query";
import { Modal, Radio, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { RotatedKey, Source } from "../api/types";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { sourceWords } from "./words";

/** In seconds. */
export const GRACES = { now: 0, hour: 3_600, day: 86_400, week: 604_800 } as const;
export type Grace = keyof typeof GRACES;

export function RotateKey({ source, onCancel, onRotated }: { source: Source; onCancel: () => void; onRotated: (key: RotatedKey) => void }) {
  const t = useWords(sourceWords);
  const [grace, setGrace] = useState<Grace>("now");
  const rotate = useMutation({ mutationFn: () => api.rotateSourceKey(source.sourceId, GRACES[grace]), onSuccess: onRotated });
  return (
    <Modal
      open
      title={t.rotateTitle(source.name)}
      okText={t.rotate}
      cancelText={t.cancel}
      okButtonProps={{ danger: grace === "now", loading: rotate.isPending }}
      onOk={() => rotate.mutate()}
      onCancel={onCancel}
    >
      {rotate.error && <Trouble failure={rotate.error} />}
      <Typography.Paragraph>{t.rotateMeans}</Typography.Paragraph>
      <Radio.Group
        className="policies"
        aria-label={t.rotateMeans}
        value={grace}
        onChange={({ target }) => setGrace(target.value as Grace)}
        options={(Object.keys(GRACES) as Grace[]).map((value) => ({ value, label: t.graces[value] }))}
      />
    </Modal>
  );
}
