import { didYouMean } from "../../../util/did-you-mean.ts";
import type { Path } from "../../argo/yaml/json.ts";
import { STRING } from "../../expression/go/go-type.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { Subject } from "../subject.ts";
import type { Spot } from "../yaml/yaml-document.ts";
import { globalNames } from "./global-variables.ts";
import { suggestName } from "./suggest-name.ts";
import type { Variables } from "./variables.ts";

/** Why a name in a tag or in an expression means nothing at its place. */
export type NameProblemKind =
  | "input-unknown"
  | "workflow-parameter-unknown"
  | "workflow-label-unknown"
  | "workflow-variable-unknown"
  | "global-output-unknown"
  | "failures-outside-exit-handler"
  | "pod-name-outside-pod"
  | "item-unknown"
  | "tag-of-the-caller"
  | "tag-of-another-kind"
  | "task-unknown-in-tag"
  | "task-not-waited-for"
  | "step-not-before"
  | "output-unknown";

export interface NameProblem {
  readonly kind: NameProblemKind;
  readonly name: string;
  readonly path: Path;
  readonly spot: Spot;
  readonly template: TemplateView | undefined;
  readonly task: TaskView | undefined;
  /** "Did you mean …?", or nothing. */
  readonly hint: string;
  /** Of what the name begins with: the task, the first word. */
  readonly subjectName: string;
  /** Whether it stands in an expression. */
  readonly inExpression: boolean;
  /** A name with hyphens, in an expression that takes them for minus signs. */
  readonly hyphened?: string | undefined;
}

/** What simple tags are held to: others, such as Jinja's, pass through. */
const checkedRoots = new Set(["item", "steps", "inputs", "outputs", "pod", "workflow", "tasks"]);

/** Every name of an object, in tags and expressions, that means nothing where it stands. */
export function nameProblems(subject: Subject): readonly NameProblem[] {
  return subject.once(allProblems);
}

const allProblems = (subject: Subject): readonly NameProblem[] => [...simpleTags(subject), ...expressions(subject)];

function* simpleTags(subject: Subject): Generator<NameProblem> {
  for (const { tag, nth, path, template, task, variables } of subject.tags) {
    if (tag.kind !== "simple") continue;
    const [root = "", ...rest] = tag.inner.split(".");
    // What a template's metrics say of its own outputs is not looked at before it ran.
    if (rest.length === 0 || !checkedRoots.has(root) || root === "outputs" || variables.has(tag.inner)) continue;
    if (/\s/.test(tag.inner)) continue;
    // What stands outside of templates may be put into each pod, and there be more.
    if (template === undefined && root !== "workflow") continue;
    const spot = { text: tag.text, nth };
    yield problemOf(subject, { name: tag.inner, path, spot, template, task, variables, inExpression: false });
  }
}

function* expressions(subject: Subject): Generator<NameProblem> {
  for (const { names, path, spotOf, template, task, variables, field, source } of subject.expressions) {
    for (const { name, steps, at, guarded } of names) {
      const [root = ""] = steps;
      if (!checkedRoots.has(root) || root === "outputs" || field === "data" || field === "cron") continue;
      if (variables.typeOf(name) !== undefined || leadsOn(name, variables)) continue;
      const problem = problemOf(subject, { name, path, spot: spotOf(at), template, task, variables, inExpression: true });
      // An expression finds what the entrypoint itself exports; only the check of plain tags does not know of it.
      if (problem.kind === "global-output-unknown" && exports(subject).has(name)) continue;
      // What `??` and `?.` take care of may be absent, unless its task can never be there.
      if (
        guarded &&
        problem.kind !== "task-not-waited-for" &&
        problem.kind !== "step-not-before" &&
        problem.kind !== "task-unknown-in-tag"
      )
        continue;
      const hyphened = variables.names().find((one) => one.startsWith(`${name}-`) && source.includes(one));
      yield hyphened === undefined ? problem : { ...problem, hyphened };
    }
  }
}

/** The names of all global outputs of an object's templates. */
const exports = (subject: Subject): ReadonlySet<string> => subject.once(exportedNames);

const exportedNames = ({ templates }: Subject): ReadonlySet<string> =>
  new Set(templates.flatMap(globalNames).map(([kind, name]) => `workflow.outputs.${kind}.${name}`));

/** Whether the first words of a name are a value whose inside is not known, such as an artifact. */
function leadsOn(name: string, variables: Variables): boolean {
  const steps = name.split(".");
  return steps.some((_, index) => {
    const type = index === 0 ? undefined : variables.typeOf(steps.slice(0, index).join("."));
    return type !== undefined && type.kind !== "map" && type !== STRING;
  });
}

type Use = Omit<NameProblem, "kind" | "hint" | "subjectName"> & { readonly variables: Variables };

function problemOf(subject: Subject, { variables, ...use }: Use): NameProblem {
  const [root = "", second = ""] = use.name.split(".");
  const inTasks = root === "tasks" || root === "steps";
  const [kind, hint] = inTasks
    ? taskKind(subject, use, root, second)
    : [otherKind(use.name, root), suggestName(use.name, variables.names())];
  return { ...use, kind, hint, subjectName: inTasks ? second : root };
}

function otherKind(name: string, root: string): NameProblemKind {
  if (root === "inputs") return "input-unknown";
  if (root === "pod") return "pod-name-outside-pod";
  if (root === "item") return "item-unknown";
  if (name.startsWith("workflow.parameters.")) return "workflow-parameter-unknown";
  if (name === "workflow.failures") return "failures-outside-exit-handler";
  if (name.startsWith("workflow.outputs.")) return "global-output-unknown";
  return /^workflow\.(labels|annotations)\./.test(name) ? "workflow-label-unknown" : "workflow-variable-unknown";
}

function taskKind(
  { scopes }: Subject,
  { template, task, name }: Omit<Use, "variables">,
  root: string,
  wanted: string,
): readonly [NameProblemKind, string] {
  const [first] = template?.tasks ?? [];
  if (template === undefined || first === undefined) return ["tag-of-the-caller", ""];
  if (first.root !== root) return ["tag-of-another-kind", ` Write ${first.root}.${name.split(".").slice(1).join(".")}.`];
  const order = scopes.order(template);
  const other = order.task(wanted);
  if (other === undefined) return ["task-unknown-in-tag", didYouMean(wanted, order.names())];
  const fact = name.split(".").slice(2).join(".");
  const hasFact = scopes.facts(other).typeOf(fact) !== undefined;
  const isSeen = task === undefined || order.isBefore(wanted, task) || (wanted === task.name && !hasFact);
  if (!isSeen) return [first.kind === "task" ? "task-not-waited-for" : "step-not-before", ""];
  return ["output-unknown", suggestName(fact, scopes.facts(other).names())];
}
