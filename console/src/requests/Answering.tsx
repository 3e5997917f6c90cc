import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Modal, Popconfirm, Skeleton, Space, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client";
import type { SubjectRequest, SubjectRequestOutcome } from "../api/types";
import { saveAs } from "../customers/saveAs";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { requestWords } from "./words";

/** What a request asks for can be done from here; that it was done is said by closing it. */
export function Answering({ request }: { request: SubjectRequest }) {
  const t = useWords(requestWords);
  const queries = useQueryClient();
  const [reading, setReading] = useState(false);
  const copy = useMutation({
    mutationFn: () => api.copyCustomer(request.customerId),
    onSuccess: (content) => saveAs(content, `${request.customerId}.json`),
  });
  const close = useMutation({
    mutationFn: (outcome: SubjectRequestOutcome) => api.closeSubjectRequest(request.requestId, outcome),
    onSettled: () => queries.invalidateQueries({ queryKey: ["requests"] }),
  });
  const failure = copy.error ?? close.error;
  return (
    <>
      {failure && <Trouble failure={failure} />}
      <Space wrap>
        {request.kind === "COPY" && (
          <Button size="small" data-act="copy" loading={copy.isPending} onClick={() => copy.mutate()}>
            {t.copy}
          </Button>
        )}
        {request.kind === "CORRECTION" && (
          <Button size="small" data-act="read" onClick={() => setReading(true)}>
            {t.read}
          </Button>
        )}
        {request.kind === "ERASURE" ? (
          <Link to={`/customers/${encodeURIComponent(request.customerId)}`}>{t.erase}</Link>
        ) : (
          <Closing outcome="FULFILLED" label={t.fulfil} busy={close.isPending} onClose={close.mutate} />
        )}
        <Closing outcome="REFUSED" label={t.refuse} busy={close.isPending} onClose={close.mutate} />
      </Space>
      {reading && <Wording request={request} onClose={() => setReading(false)} />}
    </>
  );
}

type ClosingProperties = {
  outcome: SubjectRequestOutcome;
  label: string;
  busy: boolean;
  onClose: (outcome: SubjectRequestOutcome) => void;
};

function Closing({ outcome, label, busy, onClose }: ClosingProperties) {
  const t = useWords(requestWords);
  return (
    <Popconfirm
      title={t.sure(t.outcomes[outcome])}
      description={t.cannotUndo}
      okText={label}
      cancelText={t.cancel}
      onConfirm={() => onClose(outcome)}
    >
      <Button size="small" danger={outcome === "REFUSED"} loading={busy}>
        {label}
      </Button>
    </Popconfirm>
  );
}

function Wording({ request, onClose }: { request: SubjectRequest; onClose: () => void }) {
  const t = useWords(requestWords);
  const found = useQuery({
    queryKey: ["requests", "one", request.requestId],
    queryFn: ({ signal }) => api.subjectRequest(request.requestId, signal),
  });
  return (
    <Modal open title={t.wording} onCancel={onClose} footer={<Button onClick={onClose}>{t.close}</Button>}>
      {found.error && <Trouble failure={found.error} />}
      {found.data ? (
        <Typography.Paragraph className="wrap">{found.data.wording ?? t.noWording}</Typography.Paragraph>
      ) : (
        !found.error && <Skeleton active />
      )}
    </Modal>
  );
}
