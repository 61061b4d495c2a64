import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import type { ScopeId, TaskId } from "../../../dsl/nodes/ref-node.ts";
import type { Place } from "../../../dsl/place.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PlanForEach, PlanStep, PlanWhen } from "../../plan/plan.ts";
import { leafRefs, ownArgs, sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

type Body = PlanWhen | PlanForEach;

/**
 * What a step reads exists where it stands: a task inside `when` may not run, and a task inside `forEach` runs many times, so
 * their outputs are read inside only, or, for a loop, by what its body returns.
 *
 * On a cluster the reader of a skipped output fails without a retry, or waits for ever.
 */
export const outputsExist: Rule = (plan) => {
  const bodies = new Map<TaskId | ScopeId, readonly Body[]>();
  remember(plan.steps, [], bodies);
  return visit(plan.steps, [], bodies);
};

function remember(steps: readonly PlanStep[], around: readonly Body[], bodies: Map<TaskId | ScopeId, readonly Body[]>): void {
  for (const step of steps) {
    bodies.set(step.id, around);
    if (step.kind !== "task") remember(step.steps, [...around, step], bodies);
  }
}

function visit(
  steps: readonly PlanStep[],
  around: readonly Body[],
  bodies: ReadonlyMap<TaskId | ScopeId, readonly Body[]>,
): readonly Diagnostic[] {
  return steps.flatMap((step) => {
    const own = ownArgs(step).flatMap((arg) => argProblems(arg, step.name, step.at, around, bodies));
    if (step.kind === "task") return own;
    const inside = [...around, step];
    const results =
      step.kind === "for-each"
        ? Object.entries(step.results).flatMap(([name, arg]) => resultProblems(step, name, arg, inside, bodies))
        : [];
    return [...own, ...results, ...visit(step.steps, inside, bodies)];
  });
}

function argProblems(
  arg: ArgNode,
  reader: string,
  at: Place | undefined,
  around: readonly Body[],
  bodies: ReadonlyMap<TaskId | ScopeId, readonly Body[]>,
): readonly Diagnostic[] {
  const sources = sourcesOf(arg).flatMap((id) => (bodies.get(id) ?? []).filter((body) => !around.includes(body)).slice(0, 1));
  const items = arg.kind === "value" && arg.value.kind === "ref" ? leafRefs(arg.value.ref) : [];
  const lostItems = items.filter(
    (ref) => (ref.kind === "item" || ref.kind === "index") && !around.some(({ id }) => id === ref.scope),
  );
  return [
    ...sources.map((body) => outside(reader, body, at)),
    ...lostItems.map(() =>
      diagnostic({
        code: "item-outside-its-loop",
        message: `Task "${reader}" reads the item of a loop that it does not stand in.`,
        at,
        help: "Move it into the body of forEach(...).",
      }),
    ),
  ];
}

function outside(reader: string, body: Body, at: Place | undefined): Diagnostic {
  const related =
    body.at === undefined
      ? []
      : [{ at: body.at, message: body.kind === "when" ? "the when(...) that gives it" : "the forEach(...) that gives it" }];
  return body.kind === "when"
    ? diagnostic({
        code: "output-may-be-absent",
        message: `Task "${reader}" reads what exists only when the condition of "${body.name}" holds.`,
        at,
        related,
        help: `Put "${reader}" inside the same when(...).`,
      })
    : diagnostic({
        code: "output-of-loop-body",
        message: `Task "${reader}" reads what "${body.name}" makes once per item.`,
        at,
        related,
        help: "Return it from the body of forEach(...), and read the list that forEach(...) gives.",
      });
}

function resultProblems(
  loop: PlanForEach,
  name: string,
  arg: ArgNode,
  inside: readonly Body[],
  bodies: ReadonlyMap<TaskId | ScopeId, readonly Body[]>,
): readonly Diagnostic[] {
  const at = loop.at;
  const refuse = (message: string, help: string) => [diagnostic({ code: "loop-result", message, help, at })];
  if (arg.kind === "artifact" && arg.artifact.kind === "collected")
    return refuse(
      `Result "${name}" of "${loop.name}" is a list of lists of artifacts.`,
      "Collect the inner list in a task of its own, as one artifact.",
    );
  if (
    arg.kind === "value" &&
    (arg.value.kind !== "ref" || (arg.value.ref.kind !== "output" && arg.value.ref.kind !== "collected"))
  ) {
    return refuse(
      `Result "${name}" of "${loop.name}" is no output of a task in its body.`,
      "Return outputs of tasks; constants, items and conditions are known without a run.",
    );
  }
  const sources = sourcesOf(arg).map((id) => bodies.get(id));
  if (sources.some((around) => around !== undefined && !around.includes(loop)))
    return refuse(`Result "${name}" of "${loop.name}" comes from outside of its body.`, "Return outputs of tasks in the body.");
  return argProblems(arg, `${loop.name}" result "${name}`, at, inside, bodies);
}
