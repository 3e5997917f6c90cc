import { CheckCircleTwoTone, CloseCircleTwoTone, QuestionCircleTwoTone } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card } from "antd";
import { api } from "../api/client";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { auditorWords } from "./auditorWords";
import { check, type Checked } from "./proof";

const CHECKS = ["event", "path", "head", "key", "signature"] as const;

/** Fetches the proof of one event and lets the browser check it by itself. */
export function ProofPanel({ position }: { position: number }) {
  const t = useWords(auditorWords);
  const proof = useMutation({ mutationFn: async () => check(await api.inclusion(position)) });
  if (!window.isSecureContext) {
    return <Alert type="info" title={t.insecure} />;
  }
  return (
    <>
      <Button data-act="prove" loading={proof.isPending} onClick={() => proof.mutate()}>
        {t.prove}
      </Button>
      {proof.error && <Trouble failure={proof.error} />}
      {proof.data && <Outcome checked={proof.data} />}
    </>
  );
}

function Outcome({ checked }: { checked: Checked }) {
  const t = useWords(auditorWords);
  return (
    <Card size="small" className="gap-above" title={t.proof} data-proven={CHECKS.every((each) => checked[each])}>
      <ul className="checks">
        {CHECKS.map((each) => (
          <li key={each}>
            <Mark good={checked[each]} /> {checked[each] === null ? t.noEd25519 : t.checks[each]}
          </li>
        ))}
      </ul>
      <span className="small secondary wrap">{t.keyHint(checked.keyId)}</span>
    </Card>
  );
}

function Mark({ good }: { good: boolean | null }) {
  if (good === null) {
    return <QuestionCircleTwoTone aria-label="?" />;
  }
  return good ? <CheckCircleTwoTone twoToneColor="#389e0d" aria-label="✓" /> : <CloseCircleTwoTone twoToneColor="#cf1322" aria-label="✗" />;
}
