import { Alert, Card, Tag, Typography } from "antd";
import type { ReactNode } from "react";
import type { Source } from "../api/types";
import { customerWords } from "../customers/words";
import { useFormat, useWords } from "../language/language";
import { Activity } from "./Activity";
import { sourceWords } from "./words";

const COLORS = { REQUIRED: "success", FROM_EVENT: "processing", ASSERTED: "warning" } as const;

export function SourceCard({ source, actions }: { source: Source; actions: ReactNode }) {
  const { sourceId, name, consentPolicy, enabled, createdAt } = source;
  const t = useWords(sourceWords);
  const { purposes: purposeNames, statements } = useWords(customerWords);
  const f = useFormat();
  const { mode, categories, purposes, statement } = consentPolicy;
  const named = (list: string[]) => list.map((purpose) => purposeNames[purpose] ?? purpose).join(" · ");
  return (
    <Card size="small" title={name} extra={<Tag color={enabled ? COLORS[mode] : "default"}>{enabled ? t.modes[mode] : t.disabled}</Tag>}>
      {mode === "ASSERTED" ? (
        <Alert type="warning" showIcon title={t.assertedNotice} description={t.assertedWords(statements[statement] ?? statement)} />
      ) : (
        <Typography.Paragraph>{t.means[mode]}</Typography.Paragraph>
      )}
      {mode === "FROM_EVENT" && (
        <ul className="mapping">
          {Object.entries(categories).map(([category, meant]) => (
            <li key={category}>{t.mapping(category, named(meant))}</li>
          ))}
        </ul>
      )}
      {mode === "ASSERTED" && (
        <div className="gap-above">
          <span className="secondary">{t.vouchedFor}</span> {named(purposes)}
        </div>
      )}
      <div className="small secondary gap-above">
        {t.id} <code className="wrap">{sourceId}</code> · <time dateTime={createdAt}>{t.created(f.date(createdAt))}</time>
      </div>
      <Activity source={source} />
      {actions}
    </Card>
  );
}
