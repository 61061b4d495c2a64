import type { CallNode, ExitNode, OrderNode, PipelineNode, StepNode, WhenNode } from "../../dsl/nodes/pipeline-node.ts";
import { mergeOptions } from "../../dsl/options/merge-options.ts";
import { pipelineOptionsShape } from "../../dsl/shapes/pipeline-options-shape.ts";
import { callOptionsShape, taskDefaultsShape, taskOptionsShape } from "../../dsl/shapes/task-options-shape.ts";
import type { TaskDefaults, TaskOptions } from "../../dsl/task-options.ts";
import type { OptionMisfit, Plan, PlanCall, PlanExit, PlanStep, PlanTask, StepId } from "../plan/plan.ts";
import { bodiesOf, innerArgs, ownArgs, sourcesOf } from "../plan/visit-plan.ts";
import { defaultProfile, type FullProfile } from "../profiles/profiles.ts";
import { reduceEdges } from "./edges.ts";
import { nameSteps } from "./names.ts";
import { resolveParam } from "./param.ts";
import { type ReadResults, readResults } from "./read-results.ts";
import { soundOptions, soundProfile } from "./sound-options.ts";

/**
 * Gives every step a name and every body its edges; a pipeline that is called is resolved once, by itself.
 * Total: what is wrong stays in the plan for the check to find.
 */
export function resolve(pipeline: PipelineNode, { profile = defaultProfile }: ResolveOptions = {}): Plan {
  return resolvePipeline(pipeline, { profile, plans: new Map(), called: {} });
}

export interface ResolveOptions {
  /** The cluster that it is for. */
  readonly profile?: FullProfile;
}

interface Shared {
  readonly profile: FullProfile;
  /** Once for each pipeline and what its calls say; the same object for all that say nothing. */
  readonly plans: Map<PipelineNode, Map<TaskDefaults, Plan>>;
  /** What the calls around say of all tasks inside. */
  readonly called: TaskDefaults;
}

interface Context extends Shared {
  readonly names: ReadonlyMap<StepId, string>;
  readonly read: ReadResults;
  /** How tasks run, unless they say otherwise. */
  readonly defaults: TaskOptions;
  /** Collects what options are not as they should be. */
  readonly misfits: OptionMisfit[];
}

function resolvePipeline(pipeline: PipelineNode, shared: Shared): Plan {
  const { plans, called } = shared;
  const known = plans.get(pipeline)?.get(called);
  if (known !== undefined) return known;
  const names = nameSteps([pipeline.body, ...pipeline.exits.map(({ body }) => body)]);
  const misfits: OptionMisfit[] = [];
  const { name, at } = pipeline;
  const profile = soundProfile(shared.profile, misfits);
  const defaults = soundOptions(
    pipeline.defaults,
    { shape: taskDefaultsShape, owner: `The defaults of pipeline "${name}"`, at },
    misfits,
  );
  const options = soundOptions(pipeline.options, { shape: pipelineOptionsShape, owner: `Pipeline "${name}"`, at }, misfits);
  const context: Context = {
    profile,
    plans,
    called,
    names,
    read: readResults(pipeline),
    defaults: mergeOptions<TaskOptions>(mergeOptions(profile.defaults ?? {}, defaults), called),
    misfits,
  };
  const plan = Object.freeze({
    name: pipeline.name,
    description: pipeline.description,
    params: Object.entries(pipeline.params).map(([name, schema]) => resolveParam(name, schema)),
    inputs: pipeline.inputs,
    schedule: pipeline.schedule,
    profile,
    defaults,
    ownOptions: options,
    options: Object.freeze({ ...profile.options, ...options }),
    steps: resolveBody(pipeline.body, context),
    results: pipeline.results,
    exits: Object.freeze(pipeline.exits.map((exit) => resolveExit(exit, context))),
    misfits: Object.freeze(misfits),
    at: pipeline.at,
  });
  plans.set(pipeline, (plans.get(pipeline) ?? new Map()).set(called, plan));
  return plan;
}

const resolveExit = ({ id, on, body, at }: ExitNode, context: Context): PlanExit =>
  Object.freeze({ id, on, steps: resolveBody(body, context), at });

/** A step, and what it waits for by `.after(...)`. */
interface Unordered {
  readonly step: PlanStep;
  readonly after: readonly StepId[];
}

function resolveBody(body: readonly StepNode[], context: Context): readonly PlanStep[] {
  const unordered = body.map((node) => ({ step: resolveStep(node, context), after: afterInside(node) }));
  const owners = new Map<StepId, string>();
  for (const { step } of unordered) for (const id of idsIn(step)) owners.set(id, step.name);
  const reduced = reduceEdges(new Map(unordered.map((one) => [one.step.name, neededSiblings(one, owners)])));
  return Object.freeze(unordered.map(({ step }) => Object.freeze({ ...step, dependsOn: reduced.get(step.name)! })));
}

function resolveStep(node: StepNode, context: Context): PlanStep {
  const base = { id: node.id, name: context.names.get(node.id)!, dependsOn: [], at: node.at };
  switch (node.kind) {
    case "task": {
      const exit = node.exit && resolveExit(node.exit, context);
      const { component, args, env, optionsAt } = node;
      const site = { shape: taskOptionsShape, owner: `Task "${base.name}"`, at: optionsAt ?? node.at };
      const ownOptions = soundOptions(node.options, site, context.misfits);
      const options = mergeOptions(context.defaults, ownOptions);
      const digests = { ...constantDigests(ownOptions), ...node.digests };
      return { ...base, kind: "task", component, args, options, ownOptions, optionsAt, env, digests, exit };
    }
    case "call":
      return resolveCall(node, base, context);
    case "when": {
      const branches = node.branches.map(({ condition, body, results, at }) =>
        Object.freeze({ condition, steps: resolveBody(body, context), results, at }),
      );
      return { ...base, kind: "when", branches: Object.freeze(branches), merged: mergedNames(node, context.read) };
    }
    case "for-each": {
      const results = onlyRead(node, context.read);
      return {
        ...base,
        kind: "for-each",
        items: node.items,
        options: node.options,
        results,
        steps: resolveBody(node.body, context),
      };
    }
    case "repeat": {
      const { start, max, until, results } = node;
      return { ...base, kind: "repeat", start, max, until, results, steps: resolveBody(node.body, context) };
    }
  }
}

function resolveCall(
  node: CallNode,
  base: Omit<PlanCall, "kind" | "pipeline" | "args" | "ownOptions" | "optionsAt">,
  context: Context,
): PlanCall {
  const at = node.optionsAt ?? node.at;
  const site = { shape: callOptionsShape, owner: `Step "${base.name}"`, at };
  const ownOptions = soundOptions(node.options, site, context.misfits);
  const { name: _name, ...said } = ownOptions;
  const called = mergeOptions<TaskDefaults>(context.called, said);
  const pipeline = resolvePipeline(node.pipeline, { ...context, called });
  return { ...base, kind: "call", pipeline, args: node.args, ownOptions, optionsAt: node.optionsAt };
}

/** What the author said of inputs that is known already. */
const constantDigests = ({ cache }: TaskOptions): PlanTask["digests"] =>
  typeof cache !== "object"
    ? {}
    : Object.fromEntries(
        Object.entries(cache.digests ?? {}).map(([input, value]) => [
          input,
          { kind: "constant", value: value as string | number },
        ]),
      );

/** What nobody reads is neither collected nor merged. */
const onlyRead = (node: Extract<StepNode, { kind: "for-each" }>, read: ReadResults): typeof node.results =>
  Object.freeze(Object.fromEntries(Object.entries(node.results).filter(([name]) => read.has(node.id, name))));

function mergedNames({ id, branches }: WhenNode, read: ReadResults): readonly string[] {
  const [first, ...others] = branches;
  const shared = Object.keys(first?.results ?? {}).filter((name) => others.every(({ results }) => Object.hasOwn(results, name)));
  return Object.freeze(shared.filter((name) => read.has(id, name)));
}

/** A step and all steps inside it. */
function idsIn(step: PlanStep): readonly StepId[] {
  const bodies = bodiesOf(step);
  return bodies.length === 0 ? [step.id] : [step.id, ...bodies.flatMap((body) => body.flatMap(idsIn))];
}

/** The steps of the same body that this one, or anything inside it, reads from or comes after. */
function neededSiblings({ step, after }: Unordered, owners: ReadonlyMap<StepId, string>): ReadonlySet<string> {
  const needed = new Set([...sourcesInside(step), ...after].flatMap((id) => owners.get(id) ?? []));
  needed.delete(step.name);
  return needed;
}

function sourcesInside(step: PlanStep): readonly StepId[] {
  const own = [...ownArgs(step), ...innerArgs(step)].flatMap(sourcesOf);
  const bodies = bodiesOf(step);
  return bodies.length === 0 ? own : [...own, ...bodies.flatMap((body) => body.flatMap(sourcesInside))];
}

/** What a node, and every node inside it, comes after. */
function afterInside(node: StepNode): readonly StepId[] {
  switch (node.kind) {
    case "task":
      return [...node.after.map(idOfOrder), ...(node.exit?.body.flatMap(afterInside) ?? [])];
    case "call":
      return node.after.map(idOfOrder);
    case "when":
      return node.branches.flatMap(({ body }) => body.flatMap(afterInside));
    case "for-each":
    case "repeat":
      return node.body.flatMap(afterInside);
  }
}

const idOfOrder = (order: OrderNode): StepId => (order.kind === "task" ? order.task : order.scope);
