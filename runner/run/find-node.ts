import { didYouMean } from "../../util/did-you-mean.ts";
import type { NodeStatus } from "../controller/node-status.ts";
import { RunError } from "../run-error.ts";

/**
 * The node of a run that a person means by a step: its whole name, its name without the run's in front, or its last part, with the turn of its loop,
 * `train(2)`, or without. Of a step that was tried several times it is the whole, not a try.
 *
 * @throws RunError `step-not-found`, or `step-ambiguous` when several are called so
 */
export function findNode(step: string, workflow: string, nodes: readonly NodeStatus[]): NodeStatus {
  const steps = nodes.filter(({ type, retried }) => retried !== true && calls.has(type));
  const short = (name: string): string => (name.startsWith(`${workflow}.`) ? name.slice(workflow.length + 1) : name);
  const ways = [
    (name: string) => name === step || short(name) === step,
    (name: string) => lastPart(name) === step || lastPart(name).replace(/\((\d+):.*$/s, "($1)") === step,
    (name: string) => lastPart(name).replace(/\(.*$/s, "") === step,
  ];
  for (const way of ways) {
    const found = steps.filter(({ name }) => way(name));
    const [first, second] = found;
    if (first === undefined) continue;
    if (second === undefined) return first;
    const names = found.map(({ name }) => short(name));
    throw new RunError(
      "step-ambiguous",
      `"${step}" may be one of ${found.length} steps: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}.`,
      "Say more of its name.",
    );
  }
  const known = steps.map(({ name }) => short(name));
  throw new RunError("step-not-found", `The run has no step "${step}" that began.${didYouMean(step, known)}`);
}

/** What is called by a template's name, and has inputs. */
const calls: ReadonlySet<NodeStatus["type"]> = new Set(["Pod", "HTTP", "Plugin", "Retry", "DAG", "Steps", "Suspend"]);

/** `train(0:rate.1)` of `taxi.trials.train(0:rate.1)`: dots of an item's text part nothing. */
const lastPart = (name: string): string => name.split(/\.(?![^(]*\))/).at(-1) ?? name;
