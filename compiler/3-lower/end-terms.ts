import type { EndFact } from "../../dsl/nodes/ref-node.ts";
import { keptName } from "./kept-outputs.ts";
import { computedTerm, memberOf, type Term, tag } from "./term.ts";

/** Keys of `Failure`, and what Argo calls them. */
const failureKeys = [
  ["task", "displayName"],
  ["message", "message"],
  ["phase", "phase"],
  ["template", "templateName"],
  ["pod", "podName"],
  ["finishedAt", "finishedAt"],
] as const;

/** What an exit handler of the run knows of it. Status and name are words that hold nothing for anybody to execute. */
export const runEndTerms: Readonly<Record<EndFact, Term>> = {
  status: wordTerm("workflow.status"),
  name: wordTerm("workflow.name"),
  duration: computedTerm("float(workflow.duration)", false),
  failures: computedTerm(failuresExpression("workflow.failures")),
};

/** What the hook of a task knows of its end. What it can't know is refused by the check. */
export const taskEndTerms = (task: string): Readonly<Record<EndFact, Term>> => ({
  ...runEndTerms,
  status: { ...wordTerm(memberOf(["tasks", task, "status"])), tag: `"{{tasks.${task}.status}}"` },
});

/** What a task wrote, in the exit handler of the run. */
export const keptTerm = (task: string, output: string): Term =>
  leftTerm(`workflow.outputs?.parameters?.['${keptName(task, output)}']`);

/** What a task wrote, in its own hook. */
export const ownOutputTerm = (task: string, output: string): Term =>
  leftTerm(`${memberOf(["tasks", task])}.outputs?.parameters?.${output}`);

/** A wire form that may be missing, or empty where a pod was lost: then it is null. */
function leftTerm(expression: string): Term {
  const wire = `sprig.default('null', ${expression} ?? '')`;
  return { tag: tag(wire), wire, value: `fromJSON(${wire})` };
}

/** A value that is a harmless word as it stands. */
function wordTerm(name: string): Term {
  return { tag: `"{{${name}}}"`, wire: `toJson(${name})`, value: name };
}

/**
 * The failures of a run as a list. Argo hands them over as JSON in quotes of Go's, which are those of JSON but for DEL and characters
 * outside the first plane that can't be printed: `\x7f`, `\U000e0001`. So pairs of backslashes are put aside first; then what is left with
 * a backslash is one of Go's escapes. The first becomes the character, the second text that reads the same. Nodes without a message are DAGs and
 * loops around what has failed.
 */
function failuresExpression(quoted: string): string {
  const pairsAside = `replace(${quoted}, '\\\\\\\\', '\\x01')`;
  const points = `replace(replace(${pairsAside}, '\\\\x7f', '\\\\u007f'), '\\\\U', '\\x01\\x01U')`;
  const list = `(fromJSON(fromJSON(replace(${points}, '\\x01', '\\\\\\\\'))) ?? [])`;
  const failed = `sortBy(filter(${list}, { #.message != '' }), { #.finishedAt ?? '' })`;
  return `map(${failed}, { { ${failureKeys.map(([key, of]) => `'${key}': #.${of}`).join(", ")} } })`;
}
