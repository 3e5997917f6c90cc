import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Table, Tag, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { IssuedToken, Token } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { shellWords } from "../shell/words";
import { NewToken } from "./NewToken";
import { ShownOnce } from "./ShownOnce";
import { accessWords } from "./words";

export default function AccessPage() {
  const t = useWords(accessWords);
  const { roles } = useWords(shellWords);
  const f = useFormat();
  const queries = useQueryClient();
  const may = useMay("issueTokens");
  const [issuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<IssuedToken | null>(null);
  const tokens = useQuery({ queryKey: ["tokens"], queryFn: ({ signal }) => api.tokens(signal) });
  const revoke = useMutation({
    mutationFn: api.revokeToken,
    onSettled: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
  const failure = tokens.error ?? revoke.error;
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        <Typography.Text type="secondary">{t.lead}</Typography.Text>
        {may && (
          <span className="push">
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIssuing(true)}>
              {t.issue}
            </Button>
          </span>
        )}
      </div>
      {failure && <Trouble failure={failure} onRetry={() => void tokens.refetch()} />}
      <Table<Token>
        rowKey="tokenId"
        loading={tokens.isPending}
        dataSource={tokens.data?.tokens}
        pagination={false}
        scroll={{ x: "max-content" }}
        columns={[
          { title: t.name, dataIndex: "name" },
          { title: t.role, dataIndex: "role", render: (role: Token["role"]) => <Tag title={t.may[role]}>{roles[role]}</Tag> },
          {
            title: t.issued,
            render: (_, { issuedAt, issuedBy }) => (
              <>
                <time dateTime={issuedAt}>{f.date(issuedAt)}</time>
                {issuedBy && <div className="small secondary">{t.by(issuedBy)}</div>}
              </>
            ),
          },
          { title: t.ends, render: (_, { expires }) => <Ends expires={expires} /> },
          {
            align: "right",
            render: (_, token) =>
              may && (
                <Popconfirm
                  title={t.revokeConfirm(token.name)}
                  description={t.revokeMeans}
                  okText={t.revoke}
                  cancelText={t.cancel}
                  okButtonProps={{ danger: true }}
                  onConfirm={() => revoke.mutate(token.tokenId)}
                >
                  <Button size="small" danger loading={revoke.isPending && revoke.variables === token.tokenId}>
                    {t.revoke}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      {issuing && (
        <NewToken
          onCancel={() => setIssuing(false)}
          onIssued={(token) => {
            setIssuing(false);
            setIssued(token);
          }}
        />
      )}
      {issued && <ShownOnce token={issued} onClose={() => setIssued(null)} />}
    </>
  );
}

function Ends({ expires }: { expires: string | undefined }) {
  const t = useWords(accessWords);
  const f = useFormat();
  if (!expires) {
    return t.never;
  }
  return (
    <>
      <time dateTime={expires}>{f.date(expires)}</time> {Date.parse(expires) <= Date.now() && <Tag color="error">{t.over}</Tag>}
    </>
  );
}
