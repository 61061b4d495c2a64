import type { StepNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RefNode, ScopeId, TaskId } from "../../dsl/nodes/ref-node.ts";
import { expressionWords } from "../argo/expression-words.ts";
import { leafRefs } from "../plan/visit-plan.ts";

/** Argo's own limit for the name of a task, less room for what loops and retries add to it. */
const maxNameLength = 60;

/** Names each step after its component, a loop or a branch after what it holds; the second of a name gets `-2`. */
export function nameSteps(body: readonly StepNode[]): ReadonlyMap<TaskId | ScopeId, string> {
  const names = new Map<TaskId | ScopeId, string>();
  const taken = new Set<string>(["main"]);
  const give = (id: TaskId | ScopeId, wanted: string): void => {
    const base = wanted.slice(0, maxNameLength);
    let name = expressionWords.has(base) ? `${base}-1` : base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    names.set(id, name);
  };
  const visit = (node: StepNode): void => {
    if (node.kind === "task") {
      give(node.id, node.component.spec.name);
      return;
    }
    node.body.forEach(visit);
    const [only] = node.body;
    // a body of one task is that task with a condition or with items, so it is called the same
    if (node.body.length === 1 && only?.kind === "task") names.set(node.id, names.get(only.id)!);
    else
      give(
        node.id,
        node.kind === "when" ? `when-${whenSubject(node.condition, names)}` : `for-each-${firstName(node.body, names)}`,
      );
  };
  body.forEach(visit);
  return names;
}

/** What a condition is about: the task and output that it reads first. */
function whenSubject(condition: RefNode, names: ReadonlyMap<TaskId | ScopeId, string>): string {
  for (const ref of leafRefs(condition)) {
    if (ref.kind === "output") return `${names.get(ref.task) ?? "task"}-${kebab(ref.output)}`;
    if (ref.kind === "parameter") return kebab(ref.name);
  }
  return "condition";
}

function firstName(body: readonly StepNode[], names: ReadonlyMap<TaskId | ScopeId, string>): string {
  const [first] = body;
  return first === undefined ? "nothing" : (names.get(first.id) ?? "nothing");
}

/** `isValid` as `is-valid`. */
const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .toLowerCase();
