import type { StepNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RefNode } from "../../dsl/nodes/ref-node.ts";
import { shortName } from "../../util/short-name.ts";
import { expressionWords } from "../argo/expression-words.ts";
import type { StepId } from "../plan/plan.ts";
import { ownStepNames, stepNameProblem } from "../plan/step-name.ts";
import { leafRefs } from "../plan/visit-plan.ts";
import { nodeBodies } from "./node-bodies.ts";

/** Argo's own limit for the name of a task, less room for what loops and retries add to it. */
const maxNameLength = 60;

/**
 * Names each step as its author says; else after its component, a loop or a branch after what it holds, and then the second of a name gets
 * `-2`.
 */
export function nameSteps(bodies: readonly (readonly StepNode[])[]): ReadonlyMap<StepId, string> {
  const names = givenNames(bodies);
  const counts = new Map<string, number>([...ownStepNames, ...names.values()].map((name) => [name, 1]));
  const give = (id: StepId, wanted: string): void => {
    const cut = shortName(wanted, maxNameLength);
    const base = expressionWords.has(cut) ? `${cut}-1` : cut;
    let count = (counts.get(base) ?? 0) + 1;
    let name = count === 1 ? base : `${base}-${count}`;
    while (count > 1 && counts.has(name)) name = `${base}-${++count}`;
    counts.set(base, count);
    if (name !== base) counts.set(name, 1);
    names.set(id, name);
  };
  const visit = (node: StepNode): void => {
    const inside = nodeBodies(node);
    if ((node.kind === "task" || node.kind === "call") && !names.has(node.id))
      give(node.id, node.kind === "task" ? node.component.spec.name : node.pipeline.name);
    for (const body of inside) body.forEach(visit);
    if (node.kind === "task" || node.kind === "call") return;
    const [only] = inside[0] ?? [];
    // a body of one task is that task with a condition or with items, so it is called the same
    const isPlain = only?.kind === "task" && only.exit === undefined;
    if (inside.length === 1 && inside[0]!.length === 1 && isPlain && node.kind !== "repeat")
      names.set(node.id, names.get(only.id)!);
    else give(node.id, wantedName(node, names));
  };
  for (const body of bodies) body.forEach(visit);
  return names;
}

/** The names that authors give, each to the first that wants it; one that no task can have is given to none. */
function givenNames(bodies: readonly (readonly StepNode[])[]): Map<StepId, string> {
  const names = new Map<StepId, string>();
  const taken = new Set<string>();
  const visit = (node: StepNode): void => {
    const name = node.kind === "task" || node.kind === "call" ? node.options.name : undefined;
    if (typeof name === "string" && stepNameProblem(name) === undefined && !taken.has(name)) {
      names.set(node.id, name);
      taken.add(name);
    }
    for (const body of nodeBodies(node)) body.forEach(visit);
  };
  for (const body of bodies) body.forEach(visit);
  return names;
}

function wantedName(node: Exclude<StepNode, { kind: "task" | "call" }>, names: ReadonlyMap<StepId, string>): string {
  switch (node.kind) {
    case "when": {
      const condition = node.branches[0]?.condition;
      return `when-${condition === undefined ? "condition" : whenSubject(condition, names)}`;
    }
    case "for-each":
      return `for-each-${firstName(node.body, names)}`;
    case "repeat":
      return `repeat-${firstName(node.body, names)}`;
  }
}

/** What a condition is about: the task and output that it reads first. */
function whenSubject(condition: RefNode, names: ReadonlyMap<StepId, string>): string {
  for (const ref of leafRefs(condition)) {
    if (ref.kind === "output") return `${names.get(ref.task) ?? "task"}-${kebab(ref.output)}`;
    if (ref.kind === "parameter") return kebab(ref.name);
    if (ref.kind === "item") return ["item", ...ref.path].map(kebab).join("-");
    if (ref.kind === "merged" || ref.kind === "collected") return `${names.get(ref.scope) ?? "step"}-${kebab(ref.result)}`;
  }
  return "condition";
}

function firstName(body: readonly StepNode[], names: ReadonlyMap<StepId, string>): string {
  const [first] = body;
  return first === undefined ? "nothing" : (names.get(first.id) ?? "nothing");
}

/** `isValid` as `is-valid`. */
const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .toLowerCase();
