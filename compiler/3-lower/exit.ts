import type { RefNode } from "../../dsl/nodes/ref-node.ts";
import type { DAGTask, Template } from "../argo/model.generated.ts";
import type { PlanDigests } from "../plan/digests.ts";
import type { Plan, PlanExit, PlanStep, PlanWhen } from "../plan/plan.ts";
import { allSteps, innerArgs, ownArgs, refsOf } from "../plan/visit-plan.ts";
import type { LowerSteps } from "./body.ts";
import { addDag, suppliedBy } from "./dag.ts";
import { keptTerm, runEndTerms } from "./end-terms.ts";
import type { Lowering } from "./lowering.ts";
import { innerScope, type ParameterPlace, rootScope, type Scope } from "./scope.ts";
import { splitHandlers } from "./split/split-body.ts";
import { plainTerm } from "./term.ts";

/** The name of the template of all exit handlers. */
export const exitTemplate = "exit";

/** The exit handlers of a run as one DAG, which goes on when one of them fails. */
export function lowerExits(
  plan: Plan,
  params: Exclude<ParameterPlace, "inputs">,
  lowering: Lowering,
  lowerBody: LowerSteps["all"],
): Template | undefined {
  if (plan.exits.length === 0) return undefined;
  const steps = exitSteps(plan.exits, lowering.digests);
  const scope = exitScope(plan, rootScope(steps, params, lowering.names), lowering);
  const tasks = asksForFailures(plan) ? lowerWithFailures(steps, scope, lowering, lowerBody) : lowerBody(steps, scope, lowering);
  return { name: exitTemplate, dag: { ...(tasks.length > 1 && { failFast: false }), tasks } };
}

/** What the end of a run means in its exit handlers. */
function exitScope({ exits }: Plan, outside: Scope, { names }: Lowering): Scope {
  const handlers = new Set(exits.map(({ id }) => id));
  return {
    ...outside,
    term: (ref) => {
      if (ref.kind === "ended" && handlers.has(ref.scope)) return runEndTerms[ref.fact];
      if (ref.kind === "left" && handlers.has(ref.scope)) return keptTerm(names.get(ref.task) ?? "", ref.output);
      return outside.term(ref);
    },
  };
}

const asksForFailures = ({ exits }: Plan): boolean =>
  exits
    .flatMap(({ steps }) => [...allSteps(steps)])
    .flatMap((step) => [...ownArgs(step), ...innerArgs(step)].flatMap(refsOf))
    .some((ref) => ref.kind === "ended" && ref.fact === "failures" && exits.some(({ id }) => id === ref.scope));

/** The task that holds the failures, and its output. */
const failures = "failures";
const list = "list";

/**
 * The handlers after a task that holds on to the failures as they were when the run ended. Argo lists what fails in the handlers too, and
 * asks anew whenever it looks at a task: a loop over the failures whose items fail would never end.
 */
function lowerWithFailures(
  steps: readonly PlanStep[],
  outside: Scope,
  lowering: Lowering,
  lowerBody: LowerSteps["all"],
): readonly DAGTask[] {
  const inner = innerScope(steps, lowering.parameters, lowering.names);
  const tasks = lowerBody(steps, inner, lowering);
  const { templates } = lowering;
  const hold = templates.add(failures, {
    inputs: { parameters: [{ name: list }] },
    outputs: { parameters: [{ name: list, valueFrom: { expression: `inputs.parameters.${list}` } }] },
    dag: { tasks: [{ name: "nothing", template: templates.add("nothing", { suspend: { duration: "0" } }) }] },
  });
  const held: Scope = {
    ...outside,
    term: (ref) =>
      ref.kind === "ended" && ref.fact === "failures"
        ? plainTerm(["tasks", failures, "outputs", "parameters"], list)
        : outside.term(ref),
  };
  const handlers = addDag({ name: "handlers", tasks, needs: inner.needs, goesOn: tasks.length > 1 }, lowering);
  return [
    { name: failures, template: hold, arguments: { parameters: [{ name: list, value: runEndTerms.failures.tag }] } },
    { name: "handlers", template: handlers, depends: failures, ...suppliedBy(inner.needs, held) },
  ];
}

/** The steps of exit handlers: those that always run as they are, the others under a condition on the status; in parts when they are many. */
export function exitSteps(exits: readonly PlanExit[], digests: PlanDigests): readonly PlanStep[] {
  const of = (on: PlanExit["on"]) => exits.filter((exit) => exit.on === on);
  const conditional = (["success", "failure"] as const).flatMap((on) => conditionalStep(on, of(on), digests));
  return splitHandlers([...of("always").map(({ steps }) => steps), ...conditional.map((step) => [step])], digests);
}

function conditionalStep(on: "success" | "failure", exits: readonly PlanExit[], digests: PlanDigests): readonly PlanWhen[] {
  const [first] = exits;
  if (first === undefined) return [];
  const condition: RefNode = {
    kind: "operation",
    operator: on === "success" ? "eq" : "ne",
    operands: [
      { kind: "ref", ref: { kind: "ended", scope: first.id, fact: "status" } },
      { kind: "constant", value: "Succeeded" },
    ],
  };
  const steps = splitHandlers(
    exits.map((exit) => exit.steps),
    digests,
  );
  const branch = { condition, steps, results: {}, at: first.at, goesOn: true };
  return [{ kind: "when", id: first.id, name: `on-${on}`, dependsOn: [], at: first.at, branches: [branch], merged: [] }];
}
