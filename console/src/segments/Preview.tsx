import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Empty, Skeleton, Spin, Typography } from "antd";
import { api } from "../api/client";
import type { Rule, SegmentPreview } from "../api/types";
import { CustomerTable } from "../customers/CustomerTable";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { segmentWords } from "./words";

const SAMPLE = 10;

/** The live count: keeps the last number, dimmed, while the next one is on its way. */
export function Preview({ rule, complete }: { rule: Rule; complete: boolean }) {
  const t = useWords(segmentWords);
  const preview = useQuery({
    queryKey: ["preview", JSON.stringify(rule)],
    queryFn: ({ signal }) => api.previewSegment(rule, SAMPLE, signal),
    enabled: complete,
    placeholderData: keepPreviousData,
  });
  const stale = !complete || preview.isPlaceholderData;
  return (
    <div className="segments-preview">
      <Card
        size="small"
        title={t.result}
        extra={complete && preview.isFetching && <Spin size="small" />}
        className="gap-below"
      >
        {!complete && (
          <Typography.Paragraph type="warning" role="status">
            {t.incomplete}
          </Typography.Paragraph>
        )}
        {complete && preview.error && <Trouble failure={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data ? (
          <Count preview={preview.data} stale={stale} />
        ) : (
          complete && !preview.error && <Skeleton active paragraph={{ rows: 2 }} />
        )}
      </Card>
      {preview.data && preview.data.sample.length > 0 && (
        <Card size="small" title={t.sample} className={stale ? "flush stale" : "flush"}>
          <CustomerTable customers={preview.data.sample} brief />
        </Card>
      )}
    </div>
  );
}

function Count({ preview, stale }: { preview: SegmentPreview; stale: boolean }) {
  const t = useWords(segmentWords);
  const f = useFormat();
  const { count, of, tookMs, position } = preview;
  const share = of > 0 ? count / of : 0;
  return (
    <div className={stale ? "stale" : ""} aria-busy={stale}>
      <div className="count" aria-live="polite">
        <strong data-count={count}>{f.number(count)}</strong> {t.customers(count)}
      </div>
      <div className="share" role="img" aria-label={t.shareAlt(f.percent(share))}>
        <span style={{ width: `${100 * share}%` }} />
      </div>
      <div>{t.of(f.percent(share), f.number(of))}</div>
      <div className="small secondary">{t.took(f.number(tookMs), f.number(position))}</div>
      {count === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={of === 0 ? t.nobodyAtAll : t.nobody} />
      )}
    </div>
  );
}
