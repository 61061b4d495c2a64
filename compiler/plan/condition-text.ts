import type { RefNode, ScopeId, TaskId, ValueNode } from "../../dsl/nodes/ref-node.ts";

const comparisons = { eq: "=", ne: "≠", lt: "<", le: "≤", gt: ">", ge: "≥" } as const;

/** A condition as a person reads it: `evaluate.auc > 0.9 and validate.ok`. */
export function conditionText(ref: RefNode, names: ReadonlyMap<TaskId | ScopeId, string>): string {
  const nested = (value: ValueNode): string => {
    const inner = valueText(value, names);
    return value.kind === "ref" && value.ref.kind === "operation" && value.ref.operator !== "not" ? `(${inner})` : inner;
  };
  const nestedLogic = (value: ValueNode): string =>
    value.kind === "ref" && value.ref.kind === "operation" && (value.ref.operator === "and" || value.ref.operator === "or")
      ? `(${valueText(value, names)})`
      : valueText(value, names);
  switch (ref.kind) {
    case "operation": {
      const { operator, operands } = ref;
      if (operator === "not") return `not ${nested(operands[0]!)}`;
      if (operator === "and" || operator === "or") return operands.map((one) => nestedLogic(one)).join(` ${operator} `);
      return operands.map(nested).join(` ${comparisons[operator]} `);
    }
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
