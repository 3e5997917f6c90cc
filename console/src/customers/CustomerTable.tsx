import { Table, type TableColumnsType } from "antd";
import { Link, useNavigate } from "react-router";
import type { CustomerSummary } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Identifiers } from "./Identifiers";
import { customerWords } from "./words";

/** `brief` leaves out what a sample does not need. */
export function CustomerTable({ customers, brief }: { customers: CustomerSummary[]; brief?: true }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const navigate = useNavigate();
  const date = (instant: string | undefined) =>
    instant ? (
      <time dateTime={instant} title={f.time(instant)}>
        {f.date(instant)}
      </time>
    ) : (
      "–"
    );
  const columns: TableColumnsType<CustomerSummary> = [
    {
      title: t.name,
      key: "name",
      render: (_, customer) => (
        <>
          <Link to={`/customers/${encodeURIComponent(customer.customerId)}`} className="strong">
            {customer.name ?? t.unnamed}
          </Link>
          <div className="only-narrow small secondary">
            <Identifiers identifiers={customer.identifiers} most={1} />
            <div>{customer.lastSeen && f.date(customer.lastSeen)}</div>
          </div>
        </>
      ),
    },
    {
      title: t.identifiers,
      key: "identifiers",
      responsive: ["md"],
      render: (_, customer) => <Identifiers identifiers={customer.identifiers} most={brief ? 1 : 2} />,
    },
    ...(brief
      ? []
      : [
          {
            title: t.country,
            key: "country",
            responsive: ["md" as const],
            render: (_: unknown, customer: CustomerSummary) => customer.country ?? "–",
          },
          {
            title: t.firstSeen,
            key: "firstSeen",
            responsive: ["lg" as const],
            className: "nowrap",
            render: (_: unknown, customer: CustomerSummary) => date(customer.firstSeen),
          },
        ]),
    {
      title: t.lastSeen,
      key: "lastSeen",
      responsive: ["md"],
      className: "nowrap",
      render: (_, customer) => date(customer.lastSeen),
    },
    ...(brief
      ? []
      : [
          {
            title: t.events,
            key: "events",
            align: "right" as const,
            responsive: ["sm" as const],
            render: (_: unknown, customer: CustomerSummary) => f.number(customer.events),
          },
        ]),
    { title: t.orders, key: "orders", align: "right", render: (_, customer) => f.number(customer.orders.count) },
    { title: t.amount, key: "amount", align: "right", render: (_, customer) => f.money(customer.orders.amount) },
  ];
  return (
    <Table
      rowKey="customerId"
      size="small"
      columns={columns}
      dataSource={customers}
      pagination={false}
      rowClassName="clickable"
      onRow={(customer) => ({
        onClick: (click) => {
          if (!(click.target as HTMLElement).closest("a")) {
            void navigate(`/customers/${encodeURIComponent(customer.customerId)}`);
          }
        },
      })}
    />
  );
}
