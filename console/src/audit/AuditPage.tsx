import { Tabs, Typography } from "antd";
import { useSearchParams } from "react-router";
import { useWords } from "../language/language";
import { AccessSearch } from "./AccessSearch";
import { auditorWords } from "./auditorWords";
import { ComplianceReport } from "./ComplianceReport";
import { LedgerCard } from "./LedgerCard";
import { Player } from "./Player";

export default function AuditPage() {
  const t = useWords(auditorWords);
  const [address, setAddress] = useSearchParams();
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        <Typography.Text type="secondary">{t.lead}</Typography.Text>
      </div>
      <Tabs
        activeKey={address.get("tab") ?? "ledger"}
        onChange={(tab) => setAddress({ tab }, { replace: true })}
        items={[
          { key: "ledger", label: t.ledger, children: <LedgerCard /> },
          { key: "accesses", label: t.accesses, children: <AccessSearch /> },
          { key: "player", label: t.player, children: <Player /> },
          { key: "report", label: t.report, children: <ComplianceReport /> },
        ]}
      />
    </>
  );
}
