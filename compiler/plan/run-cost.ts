import { durationSeconds } from "../../dsl/duration.ts";
import type { Plan, PlanStep, PlanTask } from "./plan.ts";
import { spotOf, spotRetry } from "./spot.ts";

/** What one run of a pipeline takes at most. */
export interface RunCost {
  /** Pods, every try of a step one. Of what has an unknown number they count once. */
  readonly pods: number;
  /** GPUs times hours. A step without a timeout has no most. */
  readonly gpuHours: number;
  /** Why there may be more, by the steps' names: loops over lists that a step makes, GPU steps without a timeout, templates that are not in the plan. */
  readonly unknown: readonly UnknownCost[];
}

export interface UnknownCost {
  readonly step: string;
  readonly why: "list-from-a-step" | "no-timeout" | "foreign-template";
}

const nothing: RunCost = { pods: 0, gpuHours: 0, unknown: [] };

/**
 * The most pods and GPU-hours of one run: every branch that takes more, every item of a loop, every round, every try.
 *
 * ```ts
 * runCost(plan) // => { pods: 12, gpuHours: 6, unknown: [] }
 * ```
 */
export function runCost(plan: Plan): RunCost {
  const own = plan.exits.map(({ steps }) => sum(steps.map(costOf)));
  const cost = sum([...plan.steps.map(costOf), ...own]);
  return { ...cost, unknown: [...new Map(cost.unknown.map((one) => [`${one.step} ${one.why}`, one])).values()] };
}

function costOf(step: PlanStep): RunCost {
  switch (step.kind) {
    case "task":
      return sum([taskCost(step), ...(step.exit === undefined ? [] : step.exit.steps.map(costOf))]);
    case "call":
      return runCost(step.pipeline);
    case "when":
      return step.branches.map(({ steps }) => sum(steps.map(costOf))).reduce(most, nothing);
    case "repeat":
      return times(sum(step.steps.map(costOf)), step.max);
    case "group":
      return sum(step.steps.map(costOf));
    case "for-each": {
      const once = sum(step.steps.map(costOf));
      const count = itemCount(step.items);
      if (count !== undefined) return times(once, count);
      return { ...once, unknown: [...once.unknown, { step: step.name, why: "list-from-a-step" }] };
    }
  }
}

function itemCount(items: Extract<PlanStep, { readonly kind: "for-each" }>["items"]): number | undefined {
  if (items.kind === "list") return items.items.length;
  if (items.kind === "range" && items.count.kind === "constant") return Math.max(0, Number(items.count.value));
  return undefined;
}

/** Works that no pod does: the controller or its agent. */
const withoutPod: ReadonlySet<string> = new Set(["http", "suspend", "approve"]);

function taskCost({ name, component, options }: PlanTask): RunCost {
  if (withoutPod.has(component.work.kind)) return nothing;
  const { timeout, resources } = options;
  const spot = spotOf(options);
  const retry = options.retry ?? (spot && spotRetry(spot));
  if (component.work.kind === "template-ref" || component.work.kind === "raw")
    return { pods: 1, gpuHours: 0, unknown: [{ step: name, why: "foreign-template" }] };
  const tries = 1 + (typeof retry === "number" ? retry : (retry?.limit ?? 0));
  if (component.work.kind === "resource" && component.work.workers !== undefined)
    return { pods: tries, gpuHours: 0, unknown: [{ step: name, why: "foreign-template" }] }; // how many workers, a parameter may say
  const gpus = resources?.gpu?.count ?? 0;
  if (gpus === 0) return { pods: tries, gpuHours: 0, unknown: [] };
  const seconds = timeout === undefined || timeout === false ? undefined : durationSeconds(timeout);
  if (seconds === undefined) return { pods: tries, gpuHours: 0, unknown: [{ step: name, why: "no-timeout" }] };
  return { pods: tries, gpuHours: (tries * gpus * seconds) / 3600, unknown: [] };
}

const sum = (costs: readonly RunCost[]): RunCost => ({
  pods: costs.reduce((all, { pods }) => all + pods, 0),
  gpuHours: costs.reduce((all, { gpuHours }) => all + gpuHours, 0),
  unknown: costs.flatMap(({ unknown }) => unknown),
});

const times = (cost: RunCost, count: number): RunCost => ({ ...cost, pods: cost.pods * count, gpuHours: cost.gpuHours * count });

/** Of branches one runs: the most of each number is a bound of every run. */
const most = (one: RunCost, other: RunCost): RunCost => ({
  pods: Math.max(one.pods, other.pods),
  gpuHours: Math.max(one.gpuHours, other.gpuHours),
  unknown: [...one.unknown, ...other.unknown],
});
