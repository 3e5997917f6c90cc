import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Radio, Select } from "antd";
import { api } from "../api/client";
import { POLICY_MODES, PURPOSES, type ConsentPolicy, type CreatedSource, type PolicyMode } from "../api/types";
import { customerWords } from "../customers/words";
import { useWords } from "../language/language";
import { Trouble } from "../shell/Trouble";
import { sourceWords } from "./words";

type Filled = {
  name: string;
  mode: PolicyMode;
  categories?: { category: string; purposes: string[] }[];
  purposes?: string[];
  statement?: string;
};

export function CreateSource(properties: { onCancel: () => void; onCreated: (source: CreatedSource) => void }) {
  const { onCancel, onCreated } = properties;
  const t = useWords(sourceWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<Filled>();
  const mode = Form.useWatch("mode", form);
  const create = useMutation({
    mutationFn: (filled: Filled) => api.createSource(filled.name.trim(), policyOf(filled)),
    onSuccess: async (source) => {
      await queries.invalidateQueries({ queryKey: ["sources"] });
      onCreated(source);
    },
  });
  return (
    <Modal
      open
      width={620}
      title={t.create}
      okText={t.submit}
      cancelText={t.cancel}
      okButtonProps={{ loading: create.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      {create.error && <Trouble failure={create.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ mode: "REQUIRED", categories: [{ category: "", purposes: [] }], purposes: ["collection"] }}
        onFinish={(filled) => create.mutate(filled)}
      >
        <Form.Item
          name="name"
          label={t.name}
          rules={[{ required: true, whitespace: true, message: t.nameMissing }]}
        >
          <Input autoFocus placeholder={t.nameHint} maxLength={100} />
        </Form.Item>
        <Form.Item name="mode" label={t.policy}>
          <Radio.Group
            className="policies"
            options={POLICY_MODES.map((value) => ({
              value,
              label: (
                <>
                  <strong>{t.modes[value]}</strong>
                  <div className="small secondary">{t.means[value]}</div>
                </>
              ),
            }))}
          />
        </Form.Item>
        {mode === "FROM_EVENT" && <Categories />}
        {mode === "ASSERTED" && <Vouching />}
      </Form>
    </Modal>
  );
}

function Purposes({ value, onChange, label }: { value?: string[]; onChange?: (value: string[]) => void; label: string }) {
  const { purposes } = useWords(customerWords);
  return (
    <Select
      mode="multiple"
      aria-label={label}
      placeholder={label}
      value={value ?? []}
      onChange={(next: string[]) => onChange?.(next)}
      options={PURPOSES.map((each) => ({ value: each, label: purposes[each] }))}
    />
  );
}

function Categories() {
  const t = useWords(sourceWords);
  return (
    <Form.Item label={t.categories}>
      <Form.List
        name="categories"
        rules={[
          {
            validator: (_, rows: unknown[] | undefined) =>
              rows?.length ? Promise.resolve() : Promise.reject(new Error(t.categoriesMissing)),
          },
        ]}
      >
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="category-row">
                <Form.Item
                  name={[name, "category"]}
                  rules={[{ required: true, whitespace: true, message: t.categoryMissing }]}
                >
                  <Input aria-label={t.category} placeholder={t.category} />
                </Form.Item>
                <Form.Item name={[name, "purposes"]} rules={[{ required: true, message: t.purposesMissing }]}>
                  <Purposes label={t.purposes} />
                </Form.Item>
                <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t.remove} onClick={() => remove(name)} />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button
              type="dashed"
              size="small"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add({ category: "", purposes: [] })}
            >
              {t.addCategory}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

function Vouching() {
  const t = useWords(sourceWords);
  return (
    <>
      <Alert type="warning" showIcon title={t.assertedNotice} description={t.assertedCreate} className="gap-below" />
      <Form.Item name="purposes" label={t.vouchedFor} rules={[{ required: true, message: t.purposesMissing }]}>
        <Purposes label={t.purposes} />
      </Form.Item>
      <Form.Item
        name="statement"
        label={t.statement}
        rules={[{ required: true, whitespace: true, message: t.statementMissing }]}
      >
        <Input.TextArea rows={2} placeholder={t.statementExample} maxLength={500} />
      </Form.Item>
    </>
  );
}

function policyOf({ mode, categories = [], purposes = [], statement = "" }: Filled): ConsentPolicy {
  const policy: ConsentPolicy = { mode, categories: {}, purposes: [], statement: "" };
  if (mode === "FROM_EVENT") {
    return { ...policy, categories: Object.fromEntries(categories.map((row) => [row.category.trim(), row.purposes])) };
  }
  return mode === "ASSERTED" ? { ...policy, purposes, statement: statement.trim() } : policy;
}
