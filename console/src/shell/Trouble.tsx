import { Alert, Button } from "antd";
import { Problem } from "../api/client";
import { useWords } from "../language/language";
import { shellWords } from "./words";

/** What went wrong in the server's own words, with the stable code one can search for. */
export function Trouble({ failure, onRetry }: { failure: Error; onRetry?: () => void }) {
  const t = useWords(shellWords);
  const problem = failure instanceof Problem ? failure : null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="gap-below"
      title={problem?.status === 0 ? t.unreachable : failure.message}
      description={
        problem && (
          <span className="small">
            {t.code} <code>{problem.code}</code>
            {problem.status > 0 && ` · ${problem.status}`}
          </span>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t.retry}
          </Button>
        )
      }
    />
  );
}
