import type { ScopeId } from "../../dsl/nodes/ref-node.ts";
import type { DAGTask } from "../argo/model.generated.ts";
import type { PlanCall, PlanTask } from "../plan/plan.ts";
import type { LowerSteps } from "./body.ts";
import { calledLowering, collectedOf, suppliedByCall } from "./call.ts";
import { addDag, callDag, suppliedBy } from "./dag.ts";
import { ownOutputTerm, taskEndTerms } from "./end-terms.ts";
import { exitSteps } from "./exit.ts";
import type { Lowering } from "./lowering.ts";
import { directStep, innerScope, type Needs, type Scope } from "./scope.ts";

type Hooks = Pick<DAGTask, "hooks">;

/** What runs when a task has ended, as its exit hook. A body of one task is that task's template. */
export function lowerTaskHook({ name, exit }: PlanTask, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): Hooks {
  if (exit === undefined) return {};
  const outside = hookScope(name, exit.id, scope);
  const single = directStep(exit.steps, {});
  if (single !== undefined) return asHook(lowerSteps.one(single, outside, lowering));
  const inner = innerScope(exit.steps, lowering.parameters, lowering.names);
  const tasks = lowerSteps.all(exit.steps, inner, lowering);
  return asHook(callDag({ name: `${name}-exit`, tasks, needs: inner.needs }, outside, lowering));
}

/** The exit handlers of a called pipeline: a hook of the call, with what the pipeline is called with. */
export function lowerCallHook(step: PlanCall, scope: Scope, lowering: Lowering, lowerSteps: LowerSteps): Hooks {
  const { pipeline } = step;
  if (pipeline.exits.length === 0) return {};
  const inside = calledLowering(step, lowering);
  const steps = exitSteps(pipeline.exits, inside.digests);
  const inner = innerScope(steps, "inputs", inside.names);
  const tasks = lowerSteps.all(steps, inner, inside);
  const template = addDag({ name: `${pipeline.name}-exit`, tasks, needs: inner.needs, goesOn: tasks.length > 1 }, lowering);
  return asHook({ template, ...suppliedBy(suppliedByEnd(inner.needs, step, lowering), scope) });
}

function suppliedByEnd(needs: Needs, step: PlanCall, lowering: Lowering): Needs {
  const terms = taskEndTerms(step.name);
  const called = suppliedByCall(needs, step, collectedOf(step, lowering));
  const parameters = new Map(
    [...called.parameters].map(([input, need]) => {
      const { of } = need;
      return [input, of?.kind === "ended" ? { of, supply: () => terms[of.fact].tag } : need] as const;
    }),
  );
  return { ...called, parameters };
}

/** What the end of a task means in its hook; all else means what it means beside the task. */
function hookScope(task: string, hook: ScopeId, outside: Scope): Scope {
  const terms = taskEndTerms(task);
  return {
    ...outside,
    term: (ref) => {
      if (ref.kind === "ended" && ref.scope === hook) return terms[ref.fact];
      return ref.kind === "left" && ref.scope === hook ? ownOutputTerm(task, ref.output) : outside.term(ref);
    },
  };
}

const asHook = ({ template, arguments: given }: Pick<DAGTask, "template" | "arguments">): Hooks => ({
  hooks: { exit: { template: template!, ...(given && { arguments: given }) } },
});
