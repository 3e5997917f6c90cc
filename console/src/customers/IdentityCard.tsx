import { Card, Tag, Typography } from "antd";
import type { CustomerView } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Members } from "./Members";
import { customerWords } from "./words";

export function IdentityCard({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const f = useFormat();
  return (
    <Card title={t.identity} size="small" className="identity">
      {customer.identifiers.length === 0 && <Typography.Text type="secondary">{t.noIdentifiers}</Typography.Text>}
      <dl>
        {customer.identifiers.map(({ type, value, since }) => (
          <Fact key={`${type}:${value}`} name={t.identifierTypes[type] ?? type} since={since}>
            {value}
          </Fact>
        ))}
      </dl>
      <Typography.Title level={5}>{t.traits}</Typography.Title>
      {customer.traits.length === 0 && <Typography.Text type="secondary">{t.noTraits}</Typography.Text>}
      <dl>
        {customer.traits.map(({ name, value, at }) => (
          <Fact key={name} name={name} since={at}>
            {typeof value === "object" ? JSON.stringify(value) : String(value)}
          </Fact>
        ))}
      </dl>
      <Typography.Title level={5}>{t.consents}</Typography.Title>
      <div className="identifiers">
        {customer.consents.map(({ purpose, state }) => (
          <Tag key={purpose} color={state === "granted" ? "success" : "error"}>
            {t.purposes[purpose] ?? purpose}: {t[state]}
          </Tag>
        ))}
      </div>
      <div className="small secondary gap-above">
        {t.customerId} <code className="wrap">{customer.customerId}</code>
        <div>{t.position(f.number(customer.position))}</div>
      </div>
      {customer.members.length > 1 && <Members customer={customer} />}
    </Card>
  );
}

function Fact({ name, since, children }: { name: string; since: string; children: string }) {
  const t = useWords(customerWords);
  const f = useFormat();
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        <span className="wrap">{children}</span>
        <time dateTime={since} title={f.time(since)} className="small secondary">
          {t.since(f.date(since))}
        </time>
      </dd>
    </div>
  );
}
