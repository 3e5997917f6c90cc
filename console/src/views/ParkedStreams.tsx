import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Typography } from "antd";
import { api } from "../api/client";
import type { ReadModel } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { useMay } from "../session/may";
import { viewWords } from "./words";

export function ParkedStreams({ model: { view, parked } }: { model: ReadModel }) {
  const t = useWords(viewWords);
  const f = useFormat();
  const mayRebuild = useMay("rebuildViews");
  const queries = useQueryClient();
  const { message, notification } = App.useApp();
  const retry = useMutation({
    mutationFn: (stream: string) => api.retryParked(view, stream),
    onSuccess: async (_, stream) => {
      void message.success(t.retried(stream));
      await queries.invalidateQueries({ queryKey: ["views"] });
    },
    onError: (failure) => notification.error({ title: failure.message }),
  });
  return (
    <div className="parked">
      <Typography.Paragraph type="secondary" className="small">
        {t.parkedLead}
      </Typography.Paragraph>
      {parked.map(({ stream, position, error, since }) => (
        <div key={stream} className="parked-line">
          <div>
            <code className="wrap">{stream}</code>{" "}
            <span className="small secondary">
              {t.position} {f.number(position)} · {t.since} {f.time(since)}
            </span>
            <div className="small wrap fault">{error}</div>
          </div>
          {mayRebuild && (
            <Button
              size="small"
              loading={retry.isPending && retry.variables === stream}
              onClick={() => retry.mutate(stream)}
            >
              {t.retry}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
