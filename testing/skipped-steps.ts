import { namesOf } from "../compiler/3-lower/names-of.ts";
import { conditionText } from "../compiler/plan/condition-text.ts";
import type { PlanWhen } from "../compiler/plan/plan.ts";
import { allSteps, type LeafRef, leafRefs } from "../compiler/plan/visit-plan.ts";
import type { RefNode } from "../dsl/nodes/ref-node.ts";
import { isFailure, type NodeStatus } from "../runner/controller/node-status.ts";
import { decodeWire } from "../util/wire-form.ts";
import type { NodePlace } from "./node-places.ts";
import type { Simulation } from "./simulation.ts";

/** A step that did not run. */
export interface SkippedStep {
  readonly step: string;
  /** `when train.auc > 0.9: train.auc is 0.75`, or `after train, which failed`. */
  readonly why: string;
}

/** The tasks that did not run, with the reason, in the order in which that was decided. */
export function skippedSteps({ nodes, places, controller }: Simulation): readonly SkippedStep[] {
  return nodes.flatMap((node): readonly SkippedStep[] => {
    if ((node.phase !== "Skipped" && node.phase !== "Omitted") || node.name.endsWith(".again")) return [];
    const place = places.of(node.name);
    const why = node.phase === "Skipped" ? whySkipped(node, place, controller) : whyOmitted(place, controller);
    return stepsOfPlace(place).map((step) => ({ step, why }));
  });
}

/** The tasks that a node stands for, by the names that they would have had. */
function stepsOfPlace(place: NodePlace): readonly string[] {
  const last = place.steps.at(-1);
  if (last?.kind === "task" || last?.kind === "call") return [place.path];
  const inside = last === undefined ? branchOf(place)?.steps : [last];
  return [...allSteps(inside ?? [])]
    .filter(({ kind }) => kind === "task" || kind === "call")
    .map(({ name }) => place.inside + name);
}

function whenOf({ steps, around }: NodePlace): PlanWhen | undefined {
  const own = steps.find((step) => step.kind === "when");
  const outer = around?.steps.at(-1);
  return own ?? (outer?.kind === "when" ? outer : undefined);
}

/** The branch that a node is, or stands in. */
function branchOf(place: NodePlace): PlanWhen["branches"][number] | undefined {
  const when = whenOf(place);
  if (when === undefined) return undefined;
  if (place.branch !== undefined) return when.branches[place.branch];
  const only = place.steps[0];
  return when.branches.find(({ steps }) => steps.some((step) => step.id === only?.id)) ?? when.branches[0];
}

function whySkipped(node: NodeStatus, place: NodePlace, controller: Simulation["controller"]): string {
  const when = whenOf(place);
  const branch = branchOf(place);
  if (node.message === "Skipped, empty params") return "the list has no items";
  if (when === undefined || branch === undefined) return node.message;
  const names = namesOf(place.plan);
  const asked = when.branches.slice(0, when.branches.indexOf(branch) + 1).flatMap(({ condition }) => condition ?? []);
  const said = branch.condition === undefined ? "otherwise" : `when ${conditionText(branch.condition, names)}`;
  const facts = [...new Set(asked.flatMap((condition) => factsOf(condition, place, names, controller)))];
  return facts.length === 0 ? said : `${said}: ${facts.join(", ")}`;
}

/** What the parts of a condition were: `train.auc is 0.75`. */
function factsOf(
  condition: RefNode,
  place: NodePlace,
  names: ReturnType<typeof namesOf>,
  controller: Simulation["controller"],
): readonly string[] {
  return leafRefs(condition).flatMap((ref) => {
    const wire = wireOf(ref, place, names, controller);
    return wire === undefined ? [] : [`${conditionText(ref, names)} is ${shortened(wire)}`];
  });
}

function wireOf(
  ref: LeafRef,
  { around }: NodePlace,
  names: ReturnType<typeof namesOf>,
  controller: Simulation["controller"],
): string | undefined {
  if (ref.kind === "parameter") return controller.outputs.tags.get(`workflow.parameters.${ref.name}`) ?? undefined;
  const step = ref.kind === "output" ? names.get(ref.task) : ref.kind === "merged" ? names.get(ref.scope) : undefined;
  const output = ref.kind === "output" ? ref.output : ref.kind === "merged" ? ref.result : "";
  if (step === undefined) return undefined;
  for (let outer = around; outer !== undefined; outer = outer.around) {
    const found = controller.nodes.get(`${outer.owner}.${step}`)?.outputs?.parameters?.[output];
    if (found !== undefined) return found;
  }
  return undefined;
}

function shortened(wire: string): string {
  let text = wire;
  try {
    text = JSON.stringify(decodeWire(wire));
  } catch {
    // a text parameter as people give it
  }
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

/** Of what it waits for, who did not end well. */
function whyOmitted(place: NodePlace, { nodes }: Simulation["controller"]): string {
  const [step] = place.steps;
  const around = place.around?.owner ?? "";
  const said = (step?.dependsOn ?? []).flatMap((name) => {
    const phase = nodes.get(`${around}.${name}`)?.phase;
    if (phase === undefined || phase === "Succeeded") return [];
    return [`${name}, which ${isFailure(phase) ? "failed" : "did not run"}`];
  });
  return said.length === 0 ? "what it waits for did not end well" : `after ${said.join(" and ")}`;
}
