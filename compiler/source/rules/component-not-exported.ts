import { basename } from "node:path";
import { ts } from "ts-morph";
import { finding } from "../source-finding.ts";
import type { FollowedProgram, SourceRule } from "../source-rule.ts";
import type { ComponentValue, SourceNode, Value } from "../value.ts";

/** A container loads the module that defines its component, and looks for it among what that exports. */
export const componentNotExported: SourceRule = (program) => {
  const judged = new Set<ts.Node>();
  return program.facts.tasks.flatMap((task) => {
    const { defined, name } = task.component;
    if (defined === undefined || name === undefined || judged.has(defined.node) || task.fate.kind !== "now") return [];
    judged.add(defined.node);
    if (!program.isComplete || mayFind(program, defined, task.component)) return [];
    const module = basename(defined.module.file);
    return finding("component-not-exported", { component: name, module, mend: mendOf(defined, module) }, defined, [
      { at: task, message: "where it is used" },
    ]);
  });
};

/** Whether the container can find it, or the reader can't tell. */
function mayFind(program: FollowedProgram, defined: SourceNode, component: ComponentValue): boolean {
  const { names, isComplete } = program.exportsOf(defined.module);
  return !isComplete || [...names.values()].some((value) => mayBe(value(), component));
}

function mayBe(value: Value, { name }: ComponentValue): boolean {
  switch (value.kind) {
    case "component":
      return value.name === undefined || value.name === name;
    case "pipeline":
      return [...value.uses].some((used) => used.name === undefined || used.name === name);
    case "function":
    case "plain":
    case "object":
    case "list":
      return false; // only what is exported itself is looked at
    default:
      return true;
  }
}

function mendOf({ node }: SourceNode, module: string): string {
  const outer = node.parent;
  const isConstant = ts.isVariableDeclaration(outer) && ts.isSourceFile(outer.parent.parent.parent);
  return isConstant
    ? `Write export before it in ${module}.`
    : `Define it as an exported constant of ${module}: export const … = component({ … }).`;
}
