import { useQuery } from "@tanstack/react-query";
import { Descriptions } from "antd";
import { api } from "../api/client";
import type { RecordedEvent } from "../api/types";
import { customerWords } from "../customers/words";
import { useFormat, useWords } from "../language/language";
import { useDebounced } from "../shell/useDebounced";
import { auditorWords } from "./auditorWords";

const SETTLE = 250;

/** The customer as the platform knew them once the event was stored. */
export function KnownThen({ customerId, event }: { customerId: string; event: RecordedEvent }) {
  const t = useWords(auditorWords);
  const { purposes } = useWords(customerWords);
  const f = useFormat();
  const knownAt = useDebounced(event.recordedAt, SETTLE);
  const known = useQuery({
    queryKey: ["customer", customerId, null, knownAt],
    queryFn: ({ signal }) => api.customer(customerId, { knownAt }, signal),
    placeholderData: (before) => before,
  });
  if (!known.data) {
    return null;
  }
  const { totals, consents } = known.data;
  const inForce = consents.filter(({ state }) => state === "granted").map(({ purpose }) => purposes[purpose] ?? purpose);
  return (
    <Descriptions
      size="small"
      bordered
      column={1}
      className={known.isPlaceholderData ? "stale gap-below" : "gap-below"}
      title={t.known}
      items={[
        { key: "events", label: t.events, children: f.number(totals.events) },
        { key: "orders", label: t.orders, children: `${f.number(totals.orders.count)} · ${f.money(totals.orders.amount)}` },
        { key: "consents", label: t.consents, children: inForce.join(t.comma) || t.noConsents },
      ]}
    />
  );
}
