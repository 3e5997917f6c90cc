import { Alert, Button, Card, Table, Tag, Typography, type TableColumnsType } from "antd";
import { useState } from "react";
import { type Consent, type ConsentState, type CustomerView } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { useSourceNames } from "../sources/useSourceNames";
import { ConsentDialog } from "./ConsentDialog";
import { PreferenceLinkButton } from "./PreferenceLinkButton";
import { ReceiptDialog } from "./ReceiptDialog";
import { useConsentDecision } from "./useConsentDecision";
import { usePurposes } from "./usePurposes";
import { customerWords } from "./words";

type Row = { purpose: string; consent: Consent | null };

export function ConsentsTab({ customer, past, at }: { customer: CustomerView; past: boolean; at: string | null }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const [asked, setAsked] = useState<{ purpose: string; state: ConsentState } | null>(null);
  const [receipt, setReceipt] = useState<string | null>(null);
  const mayDecide = useMay("decideConsents");
  const mayReadReceipts = useMay("readReceipts");
  const asking = usePurposes();
  const decide = useConsentDecision(customer.customerId);
  const purposes = [...new Set([...asking.map((each) => each.purpose), ...customer.consents.map(({ purpose }) => purpose)])];
  const rows = purposes.map((purpose) => ({
    purpose,
    consent: customer.consents.find((consent) => consent.purpose === purpose) ?? null,
  }));
  const now = at ? Date.parse(at) : Date.now();
  const columns: TableColumnsType<Row> = [
    {
      title: t.purpose,
      key: "purpose",
      render: (_, { purpose, consent }) => (
        <>
          <strong>{t.purposes[purpose] ?? asking.find((each) => each.purpose === purpose)?.name ?? purpose}</strong>
          <div className="small secondary">{asking.find((each) => each.purpose === purpose)?.means}</div>
          {consent && (
            <div className="only-narrow">
              <EvidenceWords consent={consent} />
            </div>
          )}
        </>
      ),
    },
    { title: t.state, key: "state", render: (_, { consent }) => <StateTag consent={consent} now={now} /> },
    {
      title: t.effective,
      key: "since",
      responsive: ["md"],
      render: (_, { consent }) => consent && <Since consent={consent} />,
    },
    {
      title: t.evidence,
      key: "evidence",
      responsive: ["md"],
      render: (_, { purpose, consent }) =>
        consent && (
          <>
            <EvidenceWords consent={consent} />
            {mayReadReceipts && !past && (
              <Button type="link" size="small" className="flat" data-act={`receipt:${purpose}`} onClick={() => setReceipt(purpose)}>
                {t.receipt}
              </Button>
            )}
          </>
        ),
    },
    {
      key: "act",
      align: "right",
      render: (_, { purpose, consent }) => {
        const next: ConsentState = holds(consent, now) ? "withdrawn" : "granted";
        const words = next === "granted" ? t.grant : t.withdraw;
        return (
          <Button
            size="small"
            danger={next === "withdrawn"}
            disabled={past || !mayDecide}
            data-act={`${next}:${purpose}`}
            aria-label={(next === "granted" ? t.grantOf : t.withdrawOf)(t.purposes[purpose] ?? purpose)}
            onClick={() => setAsked({ purpose, state: next })}
          >
            {words}
          </Button>
        );
      },
    },
  ];
  return (
    <>
      {past && <Alert type="info" showIcon title={t.onlyNow} className="gap-below" />}
      {customer.minorUntil && Date.parse(customer.minorUntil) > now && (
        <Alert type="warning" showIcon title={t.minorUntil(f.date(customer.minorUntil))} className="gap-below" />
      )}
      {!past && mayDecide && <PreferenceLinkButton customerId={customer.customerId} />}
      <Card className="flush">
        <Table
          rowKey="purpose"
          size="small"
          columns={columns}
          dataSource={rows}
          pagination={false}
        />
      </Card>
      {receipt && (
        <ReceiptDialog customerId={customer.customerId} purpose={receipt} onClose={() => setReceipt(null)} />
      )}
      {asked && (
        <ConsentDialog
          purpose={asked.purpose}
          state={asked.state}
          busy={decide.isPending}
          failure={decide.error}
          onCancel={() => {
            decide.reset();
            setAsked(null);
          }}
          onDecide={(evidence) =>
            decide.mutate({ ...asked, evidence }, { onSuccess: () => setAsked(null) })
          }
        />
      )}
    </>
  );
}

function holds(consent: Consent | null, now: number): boolean {
  return consent?.state === "granted" && !(consent.expires && Date.parse(consent.expires) <= now);
}

function StateTag({ consent, now }: { consent: Consent | null; now: number }) {
  const t = useWords(customerWords);
  const f = useFormat();
  if (!consent) {
    return <Tag>{t.never}</Tag>;
  }
  if (consent.state === "expired" || (consent.state === "granted" && !holds(consent, now))) {
    return <Tag color="warning">{t.expired}</Tag>;
  }
  return (
    <>
      <Tag color={consent.state === "granted" ? "success" : "error"}>{t[consent.state]}</Tag>
      <div className="only-narrow small secondary">{f.date(consent.effectiveFrom)}</div>
    </>
  );
}

function Since({ consent }: { consent: Consent }) {
  const t = useWords(customerWords);
  const f = useFormat();
  return (
    <>
      <time dateTime={consent.effectiveFrom}>{f.time(consent.effectiveFrom)}</time>
      {consent.expires && <div className="small secondary">{t.expires(f.time(consent.expires))}</div>}
    </>
  );
}

function EvidenceWords({ consent }: { consent: Consent }) {
  const t = useWords(customerWords);
  const nameOf = useSourceNames();
  const { origin, actor, statement, notice, place, region, guardian } = consent.evidence;
  return (
    <>
      <Typography.Text className="wrap">{t.statements[statement] ?? statement}</Typography.Text>
      <div className="small secondary">
        {[t.origins[origin.toLowerCase()] ?? origin, t.by(nameOf(actor)), notice && t.notice(notice), place, region].filter(Boolean).join(" · ")}
      </div>
      {guardian && <div className="small">{t.guardian(guardian)}</div>}
    </>
  );
}
