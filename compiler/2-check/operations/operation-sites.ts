import type { OperationNode } from "../../../dsl/nodes/operation-node.ts";
import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import type { RefNode } from "../../../dsl/nodes/ref-node.ts";
import type { Place } from "../../../dsl/place.ts";
import type { Plan } from "../../plan/plan.ts";
import { innerArgs, ownArgs, stepsOf } from "../../plan/visit-plan.ts";
import { ShapeReader } from "./shape-reader.ts";

/** An operation, where it was written, and what is known of the values of its plan. */
export interface OperationSite {
  readonly operation: OperationNode;
  readonly shapes: ShapeReader;
  readonly at: Place | undefined;
}

/** The sites of plans that were looked at: each rule asks for them. */
const known = new WeakMap<Plan, readonly OperationSite[]>();

/** Each operation of a plan once, inner ones before those that use them. */
export function operationSites(plan: Plan): readonly OperationSite[] {
  const found = known.get(plan) ?? findSites(plan);
  known.set(plan, found);
  return found;
}

function findSites(plan: Plan): readonly OperationSite[] {
  const shapes = new ShapeReader(plan);
  const seen = new Set<RefNode>();
  const sites: OperationSite[] = [];
  const visit = (ref: RefNode, around: Place | undefined): void => {
    if (ref.kind !== "operation" || seen.has(ref)) return;
    seen.add(ref);
    const at = ref.at ?? around;
    for (const operand of ref.operands) if (operand.kind === "ref") visit(operand.ref, at);
    sites.push({ operation: ref, shapes, at });
  };
  const visitArg = (arg: ArgNode | undefined, at: Place | undefined): void => {
    if (arg?.kind === "value" && arg.value.kind === "ref") visit(arg.value.ref, at);
  };
  for (const step of stepsOf(plan)) for (const arg of [...ownArgs(step), ...innerArgs(step)]) visitArg(arg, step.at);
  for (const arg of Object.values(plan.results)) visitArg(arg, plan.at);
  return sites;
}
