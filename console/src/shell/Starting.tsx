import { Skeleton } from "antd";
import { useWords } from "../language/language";
import { shellWords } from "./words";

/** The shape of a page that is on its way. */
export function Starting() {
  const t = useWords(shellWords);
  return (
    <div className="starting" role="status" aria-label={t.loading}>
      <Skeleton active title={{ width: 180 }} paragraph={{ rows: 2 }} />
      <Skeleton active title={false} paragraph={{ rows: 8, width: "100%" }} />
    </div>
  );
}
