import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Select, Skeleton, Typography } from "antd";
import { Fragment, useState } from "react";
import { api } from "../api/client";
import type { CustomerView, RecordedEvent } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { EventLine } from "./EventLine";
import { auditWords } from "./words";

const PAGE = 50;

/** Every event, newest first. What is later than the chosen moment is shown, but faintly. */
export function HistoryTab({ customer, asOf }: { customer: CustomerView; asOf: string | null }) {
  const t = useWords(auditWords);
  const f = useFormat();
  const [name, setName] = useState<string | null>(null);
  const history = useInfiniteQuery({
    queryKey: ["history", customer.customerId, name],
    queryFn: ({ pageParam, signal }) =>
      api.history(customer.customerId, { after: pageParam, limit: PAGE, order: "desc", name }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const events = history.data?.pages.flatMap((page) => page.events) ?? [];
  const behaviors = customer.totals.byName.map((counted) => counted.name).filter((each) => !(each in t.names));

  return (
    <Card>
      <Select<string | null>
        aria-label={t.filter}
        className="history-filter"
        value={name}
        onChange={setName}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: null, label: t.all },
          { label: t.kinds, options: Object.entries(t.names).map(([value, label]) => ({ value, label })) },
          ...(behaviors.length > 0
            ? [{ label: t.names["behavior-recorded"], options: behaviors.map((value) => ({ value, label: value })) }]
            : []),
        ]}
      />
      {history.error && <Trouble failure={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {history.data && events.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.noEvents} />
      )}
      <ol className="timeline">
        {events.map((event, index) => {
          const day = f.date(atOf(event));
          const before = events[index - 1];
          return (
            <Fragment key={event.position}>
              {(!before || f.date(atOf(before)) !== day) && <li className="timeline-day">{day}</li>}
              <EventLine event={event} later={asOf !== null && atOf(event) > asOf} />
            </Fragment>
          );
        })}
      </ol>
      {history.hasNextPage && (
        <Button onClick={() => void history.fetchNextPage()} loading={history.isFetchingNextPage}>
          {t.older}
        </Button>
      )}
      {history.data && events.length > 0 && !history.hasNextPage && (
        <Typography.Text type="secondary" className="small">
          {t.end}
        </Typography.Text>
      )}
    </Card>
  );
}

function atOf({ at, recordedAt }: RecordedEvent): string {
  return at ?? recordedAt;
}
