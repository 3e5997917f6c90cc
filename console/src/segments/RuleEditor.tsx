import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { Rule, Vocabulary } from "../api/types";
import { useWords } from "../language/language";
import { ClauseEditor } from "./ClauseEditor";
import { groupOf, MODES, pointerOf, ruleOf, type Fault, type Group, type Mode } from "./rule";
import { segmentWords } from "./words";

export type EditorProperties = {
  rule: Rule;
  pointer: string;
  faults: Fault[];
  vocabulary: Vocabulary | undefined;
  onChange: (rule: Rule) => void;
  onRemove?: () => void;
};

const NEW_CLAUSE: Rule = { did: "", atLeast: 1, withinDays: 30 };

/** Edits any rule: a group shows its children through this same component. */
export function RuleEditor(properties: EditorProperties) {
  const group = groupOf(properties.rule);
  return group ? <GroupEditor {...properties} group={group} /> : <ClauseEditor {...properties} />;
}

function GroupEditor({ group, rule, pointer, faults, vocabulary, onChange, onRemove }: EditorProperties & { group: Group }) {
  const t = useWords(segmentWords);
  const { mode, children } = group;
  const put = (next: Rule[]) => onChange(ruleOf({ mode, children: next }));
  const empty = children.length === 0;
  return (
    <fieldset className={`group group-${mode}`}>
      <legend className="visually-hidden">{t.group}</legend>
      <div className="group-head">
        <Segmented<Mode>
          size="small"
          aria-label={t.mode}
          value={mode}
          onChange={(next) => onChange(ruleOf({ mode: next, children }))}
          options={MODES.map((value) => ({ value, label: t.modes[value] }))}
        />
        {onRemove && (
          <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t.remove} onClick={onRemove} />
        )}
      </div>
      {children.map((child, index) => (
        <RuleEditor
          key={index}
          rule={child}
          pointer={pointerOf(rule, pointer, index)}
          faults={faults}
          vocabulary={vocabulary}
          onChange={(next) => put(children.with(index, next))}
          onRemove={() => put(children.toSpliced(index, 1))}
        />
      ))}
      {empty && <div className="fault small">{t.faults.empty}</div>}
      <div className="group-foot">
        <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => put([...children, NEW_CLAUSE])}>
          {t.addCondition}
        </Button>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => put([...children, { any: [NEW_CLAUSE] }])}
        >
          {t.addGroup}
        </Button>
      </div>
    </fieldset>
  );
}
