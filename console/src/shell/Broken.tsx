import { Button, Result } from "antd";
import { Component, type ReactNode } from "react";
import { useWords } from "../language/language";
import { shellWords } from "./words";

/** Keeps one failing page from taking the whole console down; remount it with a `key` to forget the failure. */
export class Broken extends Component<{ children: ReactNode }, { failure: Error | null }> {
  override state = { failure: null as Error | null };

  static getDerivedStateFromError(failure: Error) {
    return { failure };
  }

  override render() {
    return this.state.failure ? <Apology failure={this.state.failure} /> : this.props.children;
  }
}

function Apology({ failure }: { failure: Error }) {
  const t = useWords(shellWords);
  return (
    <Result
      status="warning"
      title={t.broken}
      subTitle={failure.message}
      extra={<Button onClick={() => window.location.reload()}>{t.reload}</Button>}
    />
  );
}
