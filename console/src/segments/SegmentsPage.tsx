import { LinkOutlined, UndoOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Card, Space, Tabs, Typography } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../api/client";
import type { Rule } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { useDebounced } from "../shell/useDebounced";
import { Preview } from "./Preview";
import { faultsOf, isShowable, START } from "./rule";
import { RuleEditor } from "./RuleEditor";
import { RuleJson } from "./RuleJson";
import { sentenceOf } from "./sentence";
import { segmentWords } from "./words";

/** The rule lives in the address, so that a link is the segment. */
export default function SegmentsPage() {
  const t = useWords(segmentWords);
  const f = useFormat();
  const { message } = App.useApp();
  const [parameters, setParameters] = useSearchParams();
  const [rule, setRule] = useState<Rule>(() => readRule(parameters.get("rule")));
  const settled = useDebounced(rule, 350);
  const faults = faultsOf(rule);
  const vocabulary = useQuery({
    queryKey: ["vocabulary"],
    queryFn: ({ signal }) => api.vocabulary(signal),
    staleTime: 60_000,
  });

  useEffect(() => {
    setParameters({ rule: JSON.stringify(settled) }, { replace: true });
  }, [settled, setParameters]);

  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t.title}</Typography.Title>
        <Typography.Text type="secondary">{t.lead}</Typography.Text>
      </div>
      <div className="segments">
        <Card
          size="small"
          className="segments-rule"
          title={t.rule}
          extra={
            <Space>
              <Button
                size="small"
                icon={<LinkOutlined aria-hidden />}
                onClick={() => void share(rule).then(() => message.success(t.shared))}
              >
                {t.share}
              </Button>
              <Button size="small" icon={<UndoOutlined aria-hidden />} onClick={() => setRule(START)}>
                {t.reset}
              </Button>
            </Space>
          }
        >
          {vocabulary.error && <Trouble failure={vocabulary.error} onRetry={() => void vocabulary.refetch()} />}
          <Typography.Paragraph className="sentence" aria-label={t.sentence}>
            {sentenceOf(rule, t, f.number)}
          </Typography.Paragraph>
          <Tabs
            size="small"
            items={[
              {
                key: "builder",
                label: t.builder,
                children: (
                  <RuleEditor rule={rule} pointer="" faults={faults} vocabulary={vocabulary.data} onChange={setRule} />
                ),
              },
              { key: "json", label: t.json, children: <RuleJson rule={rule} onChange={setRule} /> },
            ]}
          />
        </Card>
        <Preview rule={settled} complete={faultsOf(settled).length === 0} />
      </div>
    </>
  );
}

/** A link that was cut or edited by hand starts a new rule instead of breaking the page. */
function readRule(kept: string | null): Rule {
  if (!kept) {
    return START;
  }
  try {
    const json: unknown = JSON.parse(kept);
    return isShowable(faultsOf(json)) ? (json as Rule) : START;
  } catch {
    return START;
  }
}

async function share(rule: Rule): Promise<void> {
  const address = new URL(window.location.href);
  address.hash = `/segments?${new URLSearchParams({ rule: JSON.stringify(rule) })}`;
  await navigator.clipboard?.writeText(address.href);
}
