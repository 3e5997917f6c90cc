import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../api/client";
import { useWords } from "../language/language";
import { useMay } from "../session/may";
import { Trouble } from "../shell/Trouble";
import { auditorWords } from "./auditorWords";

/** Asked with the token, which an address cannot carry. */
export function Passport({ customerId }: { customerId: string }) {
  const t = useWords(auditorWords);
  const may = useMay("issuePassports");
  const passport = useMutation({
    mutationFn: () => api.passport(customerId),
    onSuccess: (page) => window.open(URL.createObjectURL(page), "_blank", "noopener"),
  });
  if (!may) {
    return null;
  }
  return (
    <>
      <Button className="gap-below" data-act="passport" loading={passport.isPending} onClick={() => passport.mutate()}>
        {t.passport}
      </Button>
      {passport.error && <Trouble failure={passport.error} />}
    </>
  );
}
