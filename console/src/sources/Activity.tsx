import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import type { Source } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { ActivityDetails } from "./ActivityDetails";
import { OUTCOMES, total } from "./activity";
import { sourceWords } from "./words";

/** What came from a source in the last day, in one line. */
export function Activity({ source }: { source: Source }) {
  const t = useWords(sourceWords);
  const f = useFormat();
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["activity", source.sourceId],
    queryFn: ({ signal }) => api.sourceActivity(source.sourceId, signal),
    refetchInterval: 10_000,
  });
  if (error) {
    return <Trouble failure={error} />;
  }
  if (!data) {
    return null;
  }
  return (
    <div className="small gap-above">
      {data.lastSeen ? t.lastSeen(f.ago(data.lastSeen)) : t.neverSeen}
      {OUTCOMES.map((outcome) => [outcome, total(data, outcome)] as const)
        .filter(([, count]) => count > 0)
        .map(([outcome, count]) => ` · ${t.outcomes[outcome]} ${f.number(count)}`)}{" "}
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t.watch}
      </Button>
      {open && <ActivityDetails source={source} activity={data} onClose={() => setOpen(false)} />}
    </div>
  );
}
