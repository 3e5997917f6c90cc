import { useQuery } from "@tanstack/react-query";
import { Badge, Card, Progress, Skeleton, Tag } from "antd";
import { api } from "../api/client";
import type { Status } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { viewWords } from "./words";

const DAY = 86_400;

export function StatusCards() {
  const status = useQuery({ queryKey: ["status"], queryFn: ({ signal }) => api.status(signal), refetchInterval: 10_000 });
  if (status.error && !status.data) {
    return <Trouble failure={status.error} onRetry={() => void status.refetch()} />;
  }
  return status.data ? <Cards status={status.data} /> : <Skeleton active className="gap-below" />;
}

function Cards({ status: { version, roles, uptimeSeconds, engines, disk } }: { status: Status }) {
  const t = useWords(viewWords);
  const f = useFormat();
  const days = Math.floor(uptimeSeconds / DAY);
  const rest = f.duration(uptimeSeconds % DAY);
  const share = disk.usedBytes + disk.freeBytes > 0 ? disk.usedBytes / (disk.usedBytes + disk.freeBytes) : 0;
  return (
    <div className="two gap-below">
      <Card size="small" title={t.engines}>
        <ul className="engines">
          {engines.map(({ name, address, embedded, healthy, detail }) => (
            <li key={name}>
              <div>
                <Badge status={healthy ? "success" : "error"} text={<strong>{name}</strong>} />{" "}
                <Tag variant="filled">{embedded ? t.embedded : t.external}</Tag>
                {!healthy && <span className="fault small">{t.unhealthy}</span>}
              </div>
              <div className="small secondary wrap">{[address, detail].filter(Boolean).join(" · ")}</div>
            </li>
          ))}
        </ul>
      </Card>
      <Card size="small" title={t.status}>
        <dl>
          <div className="fact">
            <dt>{t.version}</dt>
            <dd>{version}</dd>
          </div>
          <div className="fact">
            <dt>{t.up}</dt>
            <dd>{days > 0 ? t.upDays(f.number(days), rest) : rest}</dd>
          </div>
          <div className="fact">
            <dt>{t.roles}</dt>
            <dd className="identifiers">
              {roles.map((role) => (
                <Tag key={role}>{t.roleNames[role] ?? role}</Tag>
              ))}
            </dd>
          </div>
          <div className="fact">
            <dt>{t.disk}</dt>
            <dd>
              {t.diskUse(f.bytes(disk.usedBytes), f.bytes(disk.freeBytes))}
              <Progress
                percent={Math.round(100 * share)}
                size="small"
                status={share > 0.9 ? "exception" : "normal"}
                aria-label={t.diskShare}
              />
              <code className="small wrap">{disk.home}</code>
            </dd>
          </div>
        </dl>
      </Card>
    </div>
  );
}
