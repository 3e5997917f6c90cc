import { useQuery } from "@tanstack/react-query";
import { Card, Skeleton, Typography } from "antd";
import { api } from "../api/client";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { Arrivals } from "./Arrivals";
import { isRunning } from "./progress";
import { Refusals } from "./Refusals";
import { StatusCards } from "./StatusCards";
import { ViewTable } from "./ViewTable";
import { viewWords } from "./words";

const CALM = 5_000;
const BUSY = 1_000;

export default function ViewsPage() {
  const t = useWords(viewWords);
  const f = useFormat();
  const views = useQuery({
    queryKey: ["views"],
    queryFn: ({ signal }) => api.views(signal),
    refetchInterval: ({ state }) =>
      state.data?.views.some(({ replay }) => replay && isRunning(replay.state)) ? BUSY : CALM,
  });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        {views.data && <Typography.Text type="secondary">{t.head(f.number(views.data.head))}</Typography.Text>}
      </div>
      <Card size="small" title={t.views} className="gap-below">
        <Typography.Paragraph type="secondary">{t.viewsLead}</Typography.Paragraph>
        {views.error && <Trouble failure={views.error} onRetry={() => void views.refetch()} />}
        {views.isPending && <Skeleton active />}
        {views.data && <ViewTable views={views.data.views} />}
      </Card>
      <Arrivals />
      <StatusCards />
      <Refusals />
    </>
  );
}
