import { useQuery } from "@tanstack/react-query";
import { Skeleton, Typography } from "antd";
import { api } from "../api/client";
import type { CustomerView } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { customerWords } from "./words";

/** Before anything there was. */
const EVER = "1970-01-01T00:00:00Z";

/** The last things a customer did, for those who may not read the history as well. */
export function Recent({ customer: { customerId, asOf } }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const recent = useQuery({
    queryKey: ["customer", customerId, "recent", asOf],
    queryFn: ({ signal }) => api.behaviors({ customer: customerId, from: EVER, to: asOf ?? null }, signal),
  });
  if (recent.error) {
    return <Trouble failure={recent.error} onRetry={() => void recent.refetch()} />;
  }
  if (!recent.data) {
    return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  }
  if (recent.data.recent.length === 0) {
    return <Typography.Text type="secondary">{t.noActivity}</Typography.Text>;
  }
  return (
    <dl>
      {recent.data.recent.map(({ position, at, name, amount, currency }) => (
        <div className="fact" key={position}>
          <dt>
            <time dateTime={at}>{f.time(at)}</time>
          </dt>
          <dd>
            <span className="wrap">{name}</span>
            {amount !== undefined && <span className="small secondary">{`${f.money(amount)} ${currency ?? ""}`}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
