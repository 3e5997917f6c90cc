import { useMutation } from "@tanstack/react-query";
import { Button, Result } from "antd";
import { Link } from "react-router";
import { api } from "../api/client";
import { useWords } from "../language/language";
import { useMay } from "../session/may";
import { customerWords } from "./words";

export function Erased({ customerId }: { customerId: string }) {
  const t = useWords(customerWords);
  const mayRead = useMay("readErasures");
  // Asked with the token, which an address cannot carry.
  const certificate = useMutation({
    mutationFn: () => api.erasureCertificate(customerId),
    onSuccess: (page) => window.open(URL.createObjectURL(page), "_blank", "noopener"),
  });
  return (
    <Result
      status="info"
      title={t.erasedTitle}
      subTitle={t.erasedHelp}
      extra={[
        mayRead && (
          <Button key="certificate" data-act="certificate" loading={certificate.isPending} onClick={() => certificate.mutate()}>
            {t.certificate}
          </Button>
        ),
        <Link key="back" to="/customers">
          {t.back}
        </Link>,
      ]}
    />
  );
}
