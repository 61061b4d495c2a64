import type { ArgoObject } from "../3-lower/lower.ts";
import type { DAGTask, Template, WorkflowStep } from "../argo/model.generated.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { problem } from "../diagnostics/problem.ts";
import { heaviestAntichain } from "./heaviest-antichain.ts";
import { type Demand, podDemand } from "./pod-demand.ts";

type Call = DAGTask | WorkflowStep;

const none: Demand = new Map();

/**
 * What the pods of one run ask for at most, while most of them are there: steps that can't run at the same time are not added up, and no
 * more pods are counted than the run's `parallelism` lets be.
 */
export function demandOf(objects: readonly ArgoObject[]): { readonly demand: Demand; readonly doubts: readonly Diagnostic[] } {
  const specs = objects.flatMap((one) => (one.kind === "WorkflowTemplate" ? [one] : []));
  const run = specs.find(({ spec }) => spec.entrypoint !== undefined)?.spec;
  if (run === undefined) return { demand: none, doubts: [] };
  const all = new Map<string, Template>(
    specs.flatMap(({ metadata, spec }) => (spec.templates ?? []).map((one) => [`${metadata?.name}/${one.name}`, one] as const)),
  );
  const main = specs.find(({ spec }) => spec === run)!.metadata?.name ?? "";
  const doubts: Diagnostic[] = [];
  const known = new Map<string, Demand>();

  const ofTemplate = (object: string, name: string): Demand => {
    const id = `${object}/${name}`;
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, none); // a template that calls itself does so when its body is done
    const template = all.get(id);
    const demand = template === undefined ? none : within(object, template);
    known.set(id, demand);
    return demand;
  };

  const within = (object: string, template: Template): Demand => {
    const { dag, steps, http, plugin } = template;
    if (http !== undefined || plugin !== undefined) return podDemand({ data: {} } as Template)!;
    if (dag !== undefined) {
      const { tasks } = dag;
      return busiest(
        tasks.map((task) => ofCall(object, task)),
        tasks.map((task) => indexesBefore(task, tasks)),
      );
    }
    if (steps === undefined) return podDemand(template) ?? none;
    const groups = steps.map((group) => added((group as readonly WorkflowStep[]).map((step) => ofCall(object, step))));
    return larger(groups);
  };

  const ofCall = (object: string, call: Call): Demand => {
    const of = (name: string | undefined, ref: { readonly name?: string; readonly template?: string } | undefined) =>
      ref === undefined ? ofTemplate(object, name ?? "") : ofTemplate(ref.name ?? "", ref.template ?? "");
    const own = of(call.template, call.templateRef);
    const { exit, ...beside } = call.hooks ?? {};
    const hooks = Object.values(beside).map((hook) => of(hook.template, hook.templateRef));
    const body = added([own, ...hooks]);
    const counted = times(body, copies(call, own.size > 0));
    return exit === undefined ? counted : larger([counted, of(exit.template, exit.templateRef)]);
  };

  const copies = (call: Call, asks: boolean): number => {
    if (call.withItems !== undefined) return call.withItems.length;
    const count = Number(call.withSequence?.count ?? "NaN");
    if (Number.isInteger(count)) return count;
    if (call.withParam === undefined && call.withSequence === undefined) return 1;
    if (run.parallelism !== undefined) return Number(run.parallelism);
    if (asks) doubts.push(problem("loop-demand-not-known", { step: call.name ?? "" }));
    return 1;
  };

  const body = ofTemplate(main, run.entrypoint!);
  const whole = run.onExit === undefined ? body : larger([body, ofTemplate(main, run.onExit)]);
  return { demand: limited(whole, run.parallelism, [...all.values()]), doubts };
}

/** Tasks that have ended, with their hooks, when a task begins. */
function indexesBefore(task: DAGTask, tasks: readonly DAGTask[]): readonly number[] {
  const named = new Set([...(task.depends ?? "").matchAll(/[A-Za-z0-9][-A-Za-z0-9_]*/g)].map(([name]) => name));
  for (const name of task.dependencies ?? []) named.add(name);
  return tasks.flatMap(({ name }, index) => (named.has(name ?? "") && name !== task.name ? [index] : []));
}

const namesIn = (demands: readonly Demand[]): readonly string[] => [...new Set(demands.flatMap((one) => [...one.keys()]))];
const combined = (demands: readonly Demand[], join: (amounts: readonly number[]) => number): Demand =>
  new Map(namesIn(demands).map((name) => [name, join(demands.map((one) => one.get(name) ?? 0))]));
const added = (demands: readonly Demand[]): Demand => combined(demands, (amounts) => amounts.reduce((sum, one) => sum + one, 0));
const larger = (demands: readonly Demand[]): Demand => combined(demands, (amounts) => Math.max(0, ...amounts));
const times = (demand: Demand, count: number): Demand => new Map([...demand].map(([name, one]) => [name, one * count]));
const busiest = (demands: readonly Demand[], before: readonly (readonly number[])[]): Demand =>
  combined(demands, (amounts) => heaviestAntichain(amounts, before));

/** No more than so many of the largest pod. */
function limited(demand: Demand, parallelism: number | undefined, templates: readonly Template[]): Demand {
  if (parallelism === undefined) return demand;
  const most = times(larger(templates.map((one) => podDemand(one) ?? none)), parallelism);
  return new Map([...demand].map(([name, amount]) => [name, Math.min(amount, most.get(name) ?? amount)]));
}
