import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api } from "../api/client";
import type { ConsentDecision, ConsentState } from "../api/types";
import { useFormat, useWords } from "../language/language";
import { customerWords } from "./words";

type Decision = { purpose: string; state: ConsentState; evidence: ConsentDecision["evidence"] };

/** Nothing is ever taken out of the log: to undo a decision is to record the opposite one, with its own evidence. */
export function useConsentDecision(customerId: string) {
  const t = useWords(customerWords);
  const f = useFormat();
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const seen = () =>
    Promise.all(
      ["customer", "history", "customers", "preview"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );

  const undo = async ({ purpose, state }: Decision) => {
    const opposite = state === "granted" ? "withdrawn" : "granted";
    const evidence = { statement: t.undoStatement(t[state]) };
    try {
      await api.decideConsent(customerId, purpose, { state: opposite, evidence });
      notification.success({ key: purpose, title: t.undone, placement: "bottomRight" });
    } catch (failure) {
      notification.error({ key: purpose, title: String(failure instanceof Error ? failure.message : failure) });
    }
    await seen();
  };

  return useMutation({
    mutationFn: ({ purpose, state, evidence }: Decision) =>
      api.decideConsent(customerId, purpose, { state, evidence }),
    onSuccess: async (recorded, decision) => {
      notification.success({
        key: decision.purpose,
        title: t.recorded(t.purposes[decision.purpose] ?? decision.purpose, t[decision.state], f.number(recorded.position)),
        placement: "bottomRight",
        duration: 10,
        actions: (
          <Button size="small" data-act="undo" onClick={() => void undo(decision)}>
            {t.undo}
          </Button>
        ),
      });
      await seen();
    },
  });
}
