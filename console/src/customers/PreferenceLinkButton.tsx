import { LinkOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Typography } from "antd";
import { api } from "../api/client";
import { useFormat, useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { customerWords } from "./words";

/** Made only when somebody asks: a link is a key. */
export function PreferenceLinkButton({ customerId }: { customerId: string }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const link = useMutation({ mutationFn: () => api.createPreferenceLink(customerId) });
  return (
    <div className="gap-below">
      <Button icon={<LinkOutlined aria-hidden />} data-act="preference-link" loading={link.isPending} onClick={() => link.mutate()}>
        {t.preferenceLink}
      </Button>
      {link.error && <Trouble failure={link.error} />}
      {link.data && (
        <Alert
          type="warning"
          title={t.preferenceLinkOf(f.date(link.data.expires))}
          description={
            <Typography.Text className="wrap" copyable>
              {link.data.url}
            </Typography.Text>
          }
        />
      )}
    </div>
  );
}
