import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Card, DatePicker, Form, Input, Select, Table, Tag, Typography } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { api, type AccessQuestion } from "../api/client";
import { ACCESS_KINDS, type Access } from "../api/types";
import { readSearch } from "../customers/search";
import { useFormat, useWords } from "../language/language";
import { shellWords } from "../shell/words";
import { Trouble } from "../shell/Trouble";
import { auditorWords } from "./auditorWords";

type Asked = { whom?: string; actor?: string; kind?: string; span?: [Dayjs | null, Dayjs | null] };

/** Who saw this person, or this phone number, between two instants. */
export function AccessSearch() {
  const t = useWords(auditorWords);
  const [question, setQuestion] = useState<AccessQuestion>({});
  const found = useInfiniteQuery({
    queryKey: ["accesses", question],
    queryFn: ({ pageParam, signal }) => api.accesses({ ...question, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Card>
      <Typography.Paragraph type="secondary">{t.accessesLead}</Typography.Paragraph>
      <Form<Asked> layout="inline" className="gap-below access-search" onFinish={(asked) => setQuestion(questionOf(asked))}>
        <Form.Item name="whom" label={t.customer}>
          <Input allowClear placeholder={t.customerHint} style={{ width: 320 }} />
        </Form.Item>
        <Form.Item name="actor" label={t.actor}>
          <Input allowClear />
        </Form.Item>
        <Form.Item name="kind" label={t.kind}>
          <Select allowClear placeholder={t.anyKind} style={{ width: 140 }} options={ACCESS_KINDS.map((value) => ({ value, label: t.kinds[value] }))} />
        </Form.Item>
        <Form.Item name="span" label={`${t.from} – ${t.until}`}>
          <DatePicker.RangePicker showTime allowEmpty={[true, true]} />
        </Form.Item>
        <Button htmlType="submit" type="primary" data-act="search-accesses">
          {t.search}
        </Button>
      </Form>
      {found.error && <Trouble failure={found.error} onRetry={() => void found.refetch()} />}
      <Accesses loading={found.isPending} accesses={found.data?.pages.flatMap((page) => page.accesses) ?? []} />
      {found.hasNextPage && (
        <Button className="gap-above" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </Card>
  );
}

function questionOf({ whom, actor, kind, span }: Asked): AccessQuestion {
  const person = readSearch(whom ?? "");
  return {
    ...("identifier" in person ? { identifier: person.identifier } : { customer: person.q }),
    actor: actor?.trim(),
    kind,
    from: span?.[0]?.toISOString(),
    until: span?.[1]?.toISOString(),
  };
}

function Accesses({ accesses, loading }: { accesses: Access[]; loading: boolean }) {
  const t = useWords(auditorWords);
  const { roles } = useWords(shellWords);
  const f = useFormat();
  return (
    <Table<Access>
      rowKey="position"
      size="small"
      loading={loading}
      dataSource={accesses}
      pagination={false}
      locale={{ emptyText: t.none }}
      scroll={{ x: "max-content" }}
      columns={[
        { title: t.when, render: (_, { access: { at } }) => <time dateTime={at}>{`${f.date(at)} ${f.clock(at)}`}</time> },
        {
          title: t.who,
          render: (_, { access }) => (
            <>
              {access.actor}
              <div className="small secondary">{access.roles.map((role) => roles[role]).join(t.comma)}</div>
            </>
          ),
        },
        {
          title: t.what,
          render: (_, { access }) => (
            <>
              <Tag>{t.kinds[access.kind]}</Tag> <span className="small secondary">{t.fields[access.fields]}</span>
              <div className="small">
                <code>{access.endpoint}</code>
              </div>
            </>
          ),
        },
        { title: t.whom, render: (_, { access }) => <Whom customers={access.customers} /> },
        {
          title: t.why,
          render: (_, { access }) => (
            <>
              {access.reason}
              <div className="small secondary">{t.request(access.requestId)}</div>
            </>
          ),
        },
      ]}
    />
  );
}

function Whom({ customers }: { customers: string[] }) {
  const t = useWords(auditorWords);
  const f = useFormat();
  if (customers.length > 1) {
    return <span title={customers.join("\n")}>{t.people(f.number(customers.length))}</span>;
  }
  return customers.map((each) => (
    <Link key={each} to={`/customers/${each}`}>
      <code className="small">{each}</code>
    </Link>
  ));
}
