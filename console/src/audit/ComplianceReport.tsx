import { useMutation } from "@tanstack/react-query";
import { Button, Card, DatePicker, Form, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api } from "../api/client";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { auditorWords } from "./auditorWords";

type Asked = { span: [Dayjs, Dayjs] };

export function ComplianceReport() {
  const t = useWords(auditorWords);
  const report = useMutation({
    mutationFn: ({ span: [from, until] }: Asked) => api.complianceReport(from.toISOString(), until.toISOString()),
    onSuccess: (page) => window.open(URL.createObjectURL(page), "_blank", "noopener"),
  });
  return (
    <Card>
      <Typography.Paragraph type="secondary">{t.reportLead}</Typography.Paragraph>
      <Form<Asked> layout="inline" initialValues={{ span: [dayjs().subtract(30, "day"), dayjs()] }} onFinish={(asked) => report.mutate(asked)}>
        <Form.Item name="span" label={`${t.from} – ${t.until}`} rules={[{ required: true }]}>
          <DatePicker.RangePicker showTime />
        </Form.Item>
        <Button type="primary" htmlType="submit" data-act="report" loading={report.isPending}>
          {t.printReport}
        </Button>
      </Form>
      {report.error && <Trouble failure={report.error} />}
    </Card>
  );
}
