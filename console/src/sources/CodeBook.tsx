import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Input, Skeleton, Space, Table, Typography, Upload } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { CodeBookFound, Source } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { codeWords } from "./codeWords";

type Code = CodeBookFound["book"]["codes"][number];

/** What is written differently and means the same: of one source, or of all. */
export function CodeBook({ source, onClose }: { source: Source | null; onClose: () => void }) {
  const t = useWords(codeWords);
  const sourceId = source?.sourceId ?? null;
  const found = useQuery({ queryKey: ["codes", sourceId], queryFn: ({ signal }) => api.codeBook(sourceId, signal) });
  return (
    <Drawer open size={860} title={source ? t.titleOf(source.name) : t.title} onClose={onClose}>
      <Typography.Paragraph type="secondary">{source ? t.leadOf : t.lead}</Typography.Paragraph>
      {found.error && <Trouble failure={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton active />}
      {found.data && (
        <>
          <Editor key={found.data.book.version} sourceId={sourceId} book={found.data.book} />
          <Counts counts={found.data.counts} />
        </>
      )}
    </Drawer>
  );
}

function Editor({ sourceId, book }: { sourceId: string | null; book: CodeBookFound["book"] }) {
  const t = useWords(codeWords);
  const may = useMay("changeSources");
  const queries = useQueryClient();
  const [codes, setCodes] = useState(book.codes);
  const [added, setAdded] = useState({ field: "", code: "", values: "" });
  const onSuccess = (changed: CodeBookFound) => queries.setQueryData(["codes", sourceId], changed);
  const save = useMutation({ mutationFn: () => api.publishCodeBook(sourceId, { version: book.version, codes }), onSuccess });
  const read = useMutation({ mutationFn: (csv: string) => api.publishCodeBookCsv(sourceId, book.version, csv), onSuccess });
  const failure = save.error ?? read.error;
  const add = () => {
    const values = added.values.split(",").map((value) => value.trim()).filter(Boolean);
    setCodes([...codes, { field: added.field.trim(), code: added.code.trim(), values }]);
    setAdded({ ...added, code: "", values: "" });
  };
  const input = (name: keyof typeof added) => (
    <Input aria-label={t[name]} placeholder={t[name]} maxLength={200} value={added[name]} onChange={({ target }) => setAdded({ ...added, [name]: target.value })} />
  );
  return (
    <>
      {failure && <Trouble failure={failure} />}
      <Typography.Text type="secondary">{t.version(book.version)}</Typography.Text>
      <Table<Code & { index: number }>
        size="small"
        rowKey="index"
        dataSource={codes.map((code, index) => ({ ...code, index }))}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t.nothing }}
        columns={[
          { title: t.field, dataIndex: "field" },
          { title: t.code, dataIndex: "code" },
          { title: t.values, render: (_, { values }) => values.join(", ") },
          ...(may
            ? [{ render: (_: unknown, { index, code }: Code & { index: number }) => (
                <Button type="link" size="small" aria-label={t.removeOf(code)} onClick={() => setCodes(codes.filter((__, at) => at !== index))}>
                  {t.remove}
                </Button>
              ) }]
            : []),
        ]}
      />
      {may && (
        <>
          <Space.Compact className="wide gap-above">
            {input("field")}
            {input("code")}
            {input("values")}
            <Button disabled={!added.field.trim() || !added.code.trim()} onClick={add}>
              {t.add}
            </Button>
          </Space.Compact>
          <Space className="gap-above">
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
              {t.publish}
            </Button>
            <Upload
              accept=".csv,text/csv"
              showUploadList={false}
              beforeUpload={(file) => {
                void file.text().then((csv) => read.mutate(csv));
                return false;
              }}
            >
              <Button loading={read.isPending}>{t.csv}</Button>
            </Upload>
          </Space>
        </>
      )}
    </>
  );
}

function Counts({ counts }: { counts: CodeBookFound["counts"] }) {
  const t = useWords(codeWords);
  const f = useFormat();
  return (
    <>
      <Typography.Title level={2}>{t.counts}</Typography.Title>
      <Typography.Paragraph type="secondary">{t.countsLead}</Typography.Paragraph>
      <Table<CodeBookFound["counts"][number]>
        size="small"
        rowKey={({ sourceId, field, value, known }) => [sourceId, field, value, known].join()}
        dataSource={counts}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t.nothing }}
        columns={[
          { title: t.field, dataIndex: "field" },
          { title: t.value, render: (_, { value, known }) => (known ? t.coded : value || t.others) },
          { title: t.count, dataIndex: "count", align: "right", render: f.number },
          { title: t.last, dataIndex: "lastAt", render: f.time },
        ]}
      />
    </>
  );
}
