import { KeyOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Form, Input, Typography } from "antd";
import { useWords } from "../language/language";
import { Brand } from "../shell/Brand";
import { LanguageSwitch } from "../shell/LanguageSwitch";
import { Trouble } from "../shell/Trouble";
import { sessionWords } from "./words";

type Properties = {
  notice: "refused" | "expired" | null;
  failure: Error | null;
  onToken: (token: string) => void;
};

export function SignIn({ notice, failure, onToken }: Properties) {
  const t = useWords(sessionWords);
  return (
    <main className="sign-in">
      <div className="sign-in-top">
        <LanguageSwitch />
      </div>
      <Card className="sign-in-card">
        <Brand large />
        <Typography.Paragraph type="secondary">{t.lead}</Typography.Paragraph>
        {notice && <Alert type="warning" showIcon title={t[notice]} role="alert" className="gap-below" />}
        {!notice && failure && <Trouble failure={failure} />}
        <Form layout="vertical" requiredMark={false} onFinish={({ token }: { token: string }) => onToken(token.trim())}>
          <Form.Item
            label={t.token}
            name="token"
            extra={t.tokenHint}
            rules={[{ required: true, whitespace: true, message: t.tokenMissing }]}
          >
            <Input.Password prefix={<KeyOutlined aria-hidden />} size="large" autoFocus autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block>
            {t.enter}
          </Button>
        </Form>
        <Typography.Paragraph type="secondary" className="small gap-above">
          {t.kept}
        </Typography.Paragraph>
      </Card>
    </main>
  );
}
