import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Input, Slider, Typography } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../api/client";
import type { RecordedEvent } from "../api/types";
import { readSearch } from "../customers/search";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { auditorWords } from "./auditorWords";
import { EventLine } from "./EventLine";
import { KnownThen } from "./KnownThen";
import { Passport } from "./Passport";
import { ProofPanel } from "./ProofPanel";

const PAGE = 500;
const PACE = 1_200;

/** One person's life, event by event, with the proof of each. */
export function Player() {
  const t = useWords(auditorWords);
  const [address, setAddress] = useSearchParams();
  const asked = address.get("customer") ?? "";
  const person = useQuery({
    queryKey: ["person", asked],
    enabled: asked !== "",
    queryFn: async ({ signal }) => {
      const search = readSearch(asked);
      if (!("identifier" in search)) {
        return search.q;
      }
      const { customers } = await api.customers({ ...search, after: null, limit: 1, sort: "lastSeen" }, signal);
      return customers[0]?.customerId ?? null;
    },
  });
  return (
    <Card>
      <Typography.Paragraph type="secondary">{t.playerLead}</Typography.Paragraph>
      <Input.Search
        className="gap-below"
        aria-label={t.customer}
        placeholder={t.customerHint}
        defaultValue={asked}
        enterButton={t.open}
        onSearch={(customer) => setAddress({ tab: "player", customer: customer.trim() }, { replace: true })}
      />
      {person.error && <Trouble failure={person.error} />}
      {person.data ? <Life key={person.data} customerId={person.data} /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.noCustomer} />}
    </Card>
  );
}

function Life({ customerId }: { customerId: string }) {
  const t = useWords(auditorWords);
  const history = useInfiniteQuery({
    queryKey: ["life", customerId],
    queryFn: ({ pageParam, signal }) => api.history(customerId, { after: pageParam, limit: PAGE, order: "asc" }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const events = history.data?.pages.flatMap((page) => page.events) ?? [];
  if (history.error) {
    return <Trouble failure={history.error} onRetry={() => void history.refetch()} />;
  }
  if (events.length === 0) {
    return null;
  }
  return (
    <>
      <Passport customerId={customerId} />
      <Steps customerId={customerId} events={events} />
      {history.hasNextPage && (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t.load}
        </Button>
      )}
    </>
  );
}

function Steps({ customerId, events }: { customerId: string; events: RecordedEvent[] }) {
  const t = useWords(auditorWords);
  const f = useFormat();
  const [step, setStep] = useState(0);
  const [playing, setPlaying] = useState(false);
  const last = events.length - 1;
  useEffect(() => {
    if (!playing) {
      return;
    }
    const beat = setTimeout(() => (step < last ? setStep(step + 1) : setPlaying(false)), PACE);
    return () => clearTimeout(beat);
  }, [playing, step, last]);
  const event = events[step]!;
  return (
    <>
      <div className="travel-row">
        <Button onClick={() => setStep(step - 1)} disabled={step === 0}>
          {t.previous}
        </Button>
        <Button onClick={() => setPlaying(!playing)}>{playing ? t.pause : t.play}</Button>
        <Button data-act="next-event" onClick={() => setStep(step + 1)} disabled={step === last}>
          {t.next}
        </Button>
        <span className="secondary">{t.stepOf(f.number(step + 1), f.number(events.length))}</span>
      </div>
      <Slider
        min={0}
        max={last}
        value={step}
        onChange={setStep}
        ariaLabelForHandle={t.step}
        tooltip={{ formatter: (at) => f.time(events[at ?? 0]!.recordedAt) }}
      />
      <Typography.Text type="secondary">{f.date(event.at ?? event.recordedAt)}</Typography.Text>
      <ol className="timeline">
        <EventLine key={event.position} event={event} later={false} />
      </ol>
      <KnownThen customerId={customerId} event={event} />
      <ProofPanel key={`proof ${event.position}`} position={event.position} />
    </>
  );
}
