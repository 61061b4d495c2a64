import type { RefNode, ScopeId, TaskId, ValueNode } from "../../dsl/nodes/ref-node.ts";

const operators = { eq: "=", ne: "≠", lt: "<", le: "≤", gt: ">", ge: "≥" } as const;

/** A condition as a person reads it: `evaluate.auc > 0.9 and validate.ok`. */
export function conditionText(ref: RefNode, names: ReadonlyMap<TaskId | ScopeId, string>): string {
  const nested = (value: ValueNode): string =>
    value.kind === "ref" && value.ref.kind === "logic" ? `(${valueText(value, names)})` : valueText(value, names);
  switch (ref.kind) {
    case "compare":
      return `${nested(ref.left)} ${operators[ref.operator]} ${nested(ref.right)}`;
    case "logic":
      return ref.operands.map(nested).join(` ${ref.operator} `);
    case "not":
      return `not ${nested(ref.operand)}`;
    case "parameter":
      return ref.name;
    case "output":
      return `${names.get(ref.task)}.${ref.output}`;
    case "collected":
      return `${names.get(ref.scope)}.${ref.result}`;
    case "item":
      return ["item", ...ref.path].join(".");
    case "index":
      return "index";
  }
}

function valueText(value: ValueNode, names: ReadonlyMap<TaskId | ScopeId, string>): string {
  if (value.kind === "ref") return conditionText(value.ref, names);
  return value.kind === "constant" ? JSON.stringify(value.value) : value.file;
}
