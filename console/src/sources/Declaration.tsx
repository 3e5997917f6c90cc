import { CloseOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Drawer, Input, Radio, Select, Skeleton, Space, Table, Typography } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import { DECLARATION_MODES, FIELD_PARTS, FIELD_TYPES, type Declaration as DeclarationOf, type DeclarationFound, type DeclaredField, type Source } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { declarationWords } from "./declarationWords";

/** What a source may say, and how often it said anything else. */
export function Declaration({ source, onClose }: { source: Source; onClose: () => void }) {
  const t = useWords(declarationWords);
  const found = useQuery({
    queryKey: ["declaration", source.sourceId],
    queryFn: ({ signal }) => api.sourceDeclaration(source.sourceId, signal),
  });
  return (
    <Drawer open size={860} title={t.title(source.name)} onClose={onClose}>
      <Typography.Paragraph type="secondary">{t.lead}</Typography.Paragraph>
      {found.error && <Trouble failure={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton active />}
      {found.data && (
        <>
          <Editor sourceId={source.sourceId} declared={found.data.declaration} />
          <Undeclared found={found.data} />
        </>
      )}
    </Drawer>
  );
}

function Editor({ sourceId, declared }: { sourceId: string; declared: DeclarationOf }) {
  const t = useWords(declarationWords);
  const queries = useQueryClient();
  const [draft, setDraft] = useState(declared);
  const save = useMutation({
    mutationFn: () => api.changeSourceDeclaration(sourceId, draft),
    onSuccess: (changed) => queries.setQueryData(["declaration", sourceId], changed),
  });
  const suggest = useMutation({
    mutationFn: () => api.suggestDeclaration(sourceId),
    onSuccess: ({ events, fields }) => setDraft({ mode: draft.mode, events, fields }),
  });
  const failure = save.error ?? suggest.error;
  const { mode, events, fields } = draft;
  const change = (index: number, changed: Partial<DeclaredField>) =>
    setDraft({ ...draft, fields: fields.map((field, at) => (at === index ? { ...field, ...changed } : field)) });
  return (
    <>
      {failure && <Trouble failure={failure} />}
      <Radio.Group
        className="policies"
        aria-label={t.mode}
        value={mode}
        onChange={({ target }) => setDraft({ ...draft, mode: target.value as DeclarationOf["mode"] })}
        options={DECLARATION_MODES.map((value) => ({ value, label: t.modes[value] }))}
      />
      <Typography.Title level={2}>{t.events}</Typography.Title>
      <Select
        mode="tags"
        className="wide"
        aria-label={t.events}
        value={events}
        onChange={(next: string[]) =>
          setDraft({ ...draft, events: next, fields: fields.filter(({ event }) => !event || next.includes(event)) })
        }
      />
      <Typography.Title level={2}>{t.fields}</Typography.Title>
      <Table<DeclaredField & { index: number }>
        size="small"
        rowKey="index"
        dataSource={fields.map((field, index) => ({ ...field, index }))}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t.nothing }}
        columns={[
          { title: t.where, render: (_, { part, event }) => event ?? t.parts[part] },
          { title: t.field, dataIndex: "name" },
          {
            title: t.type,
            render: (_, { index, type, name }) => (
              <Select
                size="small"
                aria-label={t.typeOf(name)}
                value={type}
                onChange={(next) => change(index, { type: next })}
                options={FIELD_TYPES.map((value) => ({ value, label: t.types[value] }))}
              />
            ),
          },
          {
            title: t.personal,
            render: (_, { index, personal, name }) => (
              <Checkbox aria-label={t.personalOf(name)} checked={personal} onChange={({ target }) => change(index, { personal: target.checked })} />
            ),
          },
          {
            render: (_, { index, name }) => (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t.remove(name)}
                onClick={() => setDraft({ ...draft, fields: fields.filter((__, at) => at !== index) })}
              />
            ),
          },
        ]}
      />
      <NewField events={events} onAdd={(field) => setDraft({ ...draft, fields: [...fields, field] })} />
      <Space className="gap-above">
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t.save}
        </Button>
        <Button loading={suggest.isPending} onClick={() => suggest.mutate()}>
          {t.suggest}
        </Button>
      </Space>
    </>
  );
}

/** A place is a part, or an event's name. */
function NewField({ events, onAdd }: { events: string[]; onAdd: (field: DeclaredField) => void }) {
  const t = useWords(declarationWords);
  const [place, setPlace] = useState<string>("TRAITS");
  const [name, setName] = useState("");
  const parts = FIELD_PARTS.filter((part) => part !== "TRACK");
  const add = () => {
    const part = parts.find((each) => each === place);
    onAdd({ ...(part ? { part } : { part: "TRACK", event: place }), name: name.trim(), type: "TEXT", personal: false });
    setName("");
  };
  return (
    <Space.Compact className="wide gap-above">
      <Select
        className="place"
        aria-label={t.where}
        value={place}
        onChange={setPlace}
        options={[...parts.map((value) => ({ value: value as string, label: t.parts[value] })), ...events.map((value) => ({ value, label: value }))]}
      />
      <Input aria-label={t.newField} placeholder={t.newField} maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
      <Button disabled={!name.trim()} onClick={add}>
        {t.add}
      </Button>
    </Space.Compact>
  );
}

function Undeclared({ found: { undeclared } }: { found: DeclarationFound }) {
  const t = useWords(declarationWords);
  const f = useFormat();
  return (
    <>
      <Typography.Title level={2}>{t.undeclared}</Typography.Title>
      <Typography.Paragraph type="secondary">{t.undeclaredLead}</Typography.Paragraph>
      <Table<DeclarationFound["undeclared"][number]>
        size="small"
        rowKey="field"
        dataSource={undeclared}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t.nothing }}
        columns={[
          { title: t.field, dataIndex: "field" },
          { title: t.count, dataIndex: "count", align: "right", render: f.number },
          { title: t.last, dataIndex: "lastAt", render: f.time },
        ]}
      />
    </>
  );
}
