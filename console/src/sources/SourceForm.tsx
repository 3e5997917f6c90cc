import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Radio, Select } from "antd";
import { api } from "../api/client";
import { POLICY_MODES, type ConsentPolicy, type CreatedSource, type PolicyMode, type Source } from "../api/types";
import { usePurposes } from "../customers/usePurposes";
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

type Properties = { source: Source | null; onCancel: () => void; onRevised: () => void; onCreated: (source: CreatedSource) => void };

/** A new source when none is given. */
export function SourceForm({ source, onCancel, onRevised, onCreated }: Properties) {
  const t = useWords(sourceWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<Filled>();
  const mode = Form.useWatch("mode", form);
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["sources"] });
  const create = useMutation({
    mutationFn: (filled: Filled) => api.createSource(filled.name.trim(), policyOf(filled)),
    onSuccess: (created) => onSuccess().then(() => onCreated(created)),
  });
  const revise = useMutation({
    mutationFn: ({ sourceId, filled }: { sourceId: string; filled: Filled }) =>
      api.reviseSource(sourceId, { name: filled.name.trim(), consentPolicy: policyOf(filled) }),
    onSuccess: () => onSuccess().then(onRevised),
  });
  const failure = create.error ?? revise.error;
  return (
    <Modal
      open
      width={620}
      title={source ? t.edit : t.create}
      okText={source ? t.save : t.submit}
      cancelText={t.cancel}
      okButtonProps={{ loading: create.isPending || revise.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      {failure && <Trouble failure={failure} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={source ? filledFrom(source) : EMPTY}
        onFinish={(filled) => (source ? revise.mutate({ sourceId: source.sourceId, filled }) : create.mutate(filled))}
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

const EMPTY: Omit<Filled, "name"> = { mode: "REQUIRED", categories: [{ category: "", purposes: [] }], purposes: ["collection"] };

function filledFrom({ name, consentPolicy: { mode, categories, purposes, statement } }: Source): Filled {
  const rows = Object.entries(categories).map(([category, meant]) => ({ category, purposes: meant }));
  return { name, mode, categories: rows.length ? rows : EMPTY.categories!, purposes: purposes.length ? purposes : EMPTY.purposes!, statement };
}

function Purposes({ value, onChange, label }: { value?: string[]; onChange?: (value: string[]) => void; label: string }) {
  const { purposes } = useWords(customerWords);
  const asked = usePurposes();
  return (
    <Select
      mode="multiple"
      aria-label={label}
      placeholder={label}
      value={value ?? []}
      onChange={(next: string[]) => onChange?.(next)}
      options={asked.map(({ purpose, name }) => ({ value: purpose, label: purposes[purpose] ?? name }))}
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
