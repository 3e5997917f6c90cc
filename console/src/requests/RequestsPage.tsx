import { useQuery } from "@tanstack/react-query";
import { Segmented, Table, Tag, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client";
import type { SubjectRequest } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { Answering } from "./Answering";
import { requestWords } from "./words";

export default function RequestsPage() {
  const t = useWords(requestWords);
  const f = useFormat();
  const may = useMay("answerRequests");
  const [state, setState] = useState<"open" | "closed">("open");
  const requests = useQuery({
    queryKey: ["requests", state],
    queryFn: ({ signal }) => api.subjectRequests(state, signal),
  });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        <Typography.Text type="secondary">{t.lead}</Typography.Text>
        <span className="push">
          <Segmented
            value={state}
            onChange={setState}
            options={[
              { value: "open", label: t.open },
              { value: "closed", label: t.closed },
            ]}
          />
        </span>
      </div>
      {requests.error && <Trouble failure={requests.error} onRetry={() => void requests.refetch()} />}
      <Table<SubjectRequest>
        rowKey="requestId"
        loading={requests.isPending}
        dataSource={requests.data?.requests}
        locale={{ emptyText: t.none }}
        pagination={{ hideOnSinglePage: true, pageSize: 50 }}
        scroll={{ x: "max-content" }}
        columns={[
          { title: t.kind, render: (_, { kind }) => <strong>{t.kinds[kind]}</strong> },
          {
            title: t.customer,
            render: (_, { customerId }) => <Link to={`/customers/${encodeURIComponent(customerId)}`}>{customerId.slice(0, 8)}…</Link>,
          },
          { title: t.made, render: (_, { madeAt }) => <time dateTime={madeAt}>{f.date(madeAt)}</time> },
          { title: t.due, render: (_, request) => <Due {...request} /> },
          state === "open"
            ? { align: "right", render: (_, request) => may && <Answering request={request} /> }
            : { title: t.outcome, render: (_, request) => <Outcome {...request} /> },
        ]}
      />
    </>
  );
}

function Due({ dueAt, outcome }: SubjectRequest) {
  const t = useWords(requestWords);
  const f = useFormat();
  const late = !outcome && Date.parse(dueAt) < Date.now();
  return (
    <>
      <time dateTime={dueAt}>{f.date(dueAt)}</time> {late && <Tag color="error">{t.overdue}</Tag>}
    </>
  );
}

function Outcome({ outcome, closedBy, closedAt }: SubjectRequest) {
  const t = useWords(requestWords);
  const f = useFormat();
  return (
    <>
      {outcome && <Tag color={outcome === "FULFILLED" ? "success" : "default"}>{t.outcomes[outcome]}</Tag>}
      <div className="small secondary">
        {[closedBy && t.by(closedBy === "erasure" ? t.erasure : closedBy), closedAt && f.date(closedAt)].filter(Boolean).join(" · ")}
      </div>
    </>
  );
}
