import { SearchOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Input, Select, Skeleton, Space, Typography } from "antd";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api } from "../api/client";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { useDebounced } from "../shell/useDebounced";
import { CustomerTable } from "./CustomerTable";
import { readSearch } from "./search";
import { customerWords } from "./words";

const FIRST = 20;
/** The most one answer may hold. */
const MORE = 100;
const SORTS = ["lastSeen", "firstSeen", "events", "amount"];

export default function CustomersPage() {
  const t = useWords(customerWords);
  const f = useFormat();
  const [parameters, setParameters] = useSearchParams();
  const [text, setText] = useState(parameters.get("q") ?? "");
  const [sort, setSort] = useState("lastSeen");
  const settled = useDebounced(text, 300);
  const search = readSearch(settled);

  useEffect(() => {
    setParameters(settled.trim() ? { q: settled.trim() } : {}, { replace: true });
  }, [settled, setParameters]);

  const asked = "identifier" in search ? { identifier: search.identifier } : { q: search.q };
  const found = useInfiniteQuery({
    queryKey: ["customers", asked, sort],
    queryFn: ({ pageParam, signal }) => api.customers({ ...asked, after: pageParam, limit: pageParam ? MORE : FIRST, sort }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const searching = settled.trim() !== "";
  /** Whoever did something between two pages stands on both. */
  const listed = found.data?.pages.flatMap((page) => page.customers) ?? [];
  const customers = [...new Map(listed.map((customer) => [customer.customerId, customer])).values()];
  const total = found.data?.pages.at(-1)?.total ?? 0;

  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        {found.data && (
          <Typography.Text type="secondary" aria-live="polite">
            {t.found(f.number(total), total)}
            {customers.length < total && ` · ${t.shown(f.number(customers.length))}`}
          </Typography.Text>
        )}
      </div>
      <Card className="gap-below">
        <div className="search-row">
          <Input
            aria-label={t.search}
            placeholder={t.searchHint}
            prefix={<SearchOutlined aria-hidden />}
            value={text}
            allowClear
            size="large"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
          <Select
            aria-label={t.sortBy}
            className="search-sort"
            size="large"
            value={sort}
            onChange={setSort}
            options={SORTS.map((value) => ({ value, label: t.sorts[value] }))}
          />
        </div>
        <Typography.Text type="secondary" className="small">
          {"type" in search ? t.asIdentifier(t.identifierTypes[search.type] ?? search.type) : t.asText}
        </Typography.Text>
      </Card>
      {found.error && <Trouble failure={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending ? (
        <Card>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Card>
      ) : customers.length > 0 ? (
        <Card className="flush">
          <CustomerTable customers={customers} />
        </Card>
      ) : (
        !found.error && <Nobody searching={searching} onClear={() => setText("")} />
      )}
      {found.hasNextPage && (
        <Space className="center gap-above">
          <Button onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage}>
            {t.more}
          </Button>
        </Space>
      )}
    </>
  );
}

function Nobody({ searching, onClear }: { searching: boolean; onClear: () => void }) {
  const t = useWords(customerWords);
  return (
    <Card>
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <Typography.Text strong>{searching ? t.noneFound : t.noneYet}</Typography.Text>
            <br />
            <Typography.Text type="secondary">{searching ? t.noneFoundHelp : t.noneYetHelp}</Typography.Text>
          </>
        }
      >
        {searching ? (
          <Button onClick={onClear}>{t.clear}</Button>
        ) : (
          <Link to="/sources">
            <Button type="primary">{t.toSources}</Button>
          </Link>
        )}
      </Empty>
    </Card>
  );
}
