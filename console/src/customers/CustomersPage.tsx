import { SearchOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
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

const PAGE = 20;
/** The most one answer may hold. */
const MOST = 100;
const SORTS = ["lastSeen", "firstSeen", "events", "amount"];

export default function CustomersPage() {
  const t = useWords(customerWords);
  const f = useFormat();
  const [parameters, setParameters] = useSearchParams();
  const [text, setText] = useState(parameters.get("q") ?? "");
  const [limit, setLimit] = useState(PAGE);
  const [sort, setSort] = useState("lastSeen");
  const settled = useDebounced(text, 300);
  const search = readSearch(settled);

  useEffect(() => {
    setLimit(PAGE);
    setParameters(settled.trim() ? { q: settled.trim() } : {}, { replace: true });
  }, [settled, setParameters]);

  const asked = "identifier" in search ? { identifier: search.identifier } : { q: search.q };
  const found = useQuery({
    queryKey: ["customers", asked, limit, sort],
    queryFn: ({ signal }) => api.customers({ ...asked, limit, sort }, signal),
    placeholderData: keepPreviousData,
  });
  const searching = settled.trim() !== "";
  const customers = found.data?.customers ?? [];
  const total = found.data?.total ?? 0;

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
      {customers.length < Math.min(total, MOST) && (
        <Space className="center gap-above">
          <Button onClick={() => setLimit(Math.min(limit + 2 * PAGE, MOST))} loading={found.isFetching}>
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
