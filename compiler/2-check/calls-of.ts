import { z } from "zod";
import type { Inputs } from "../../dsl/component.ts";
import type { ArgNode, PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import type { Place } from "../../dsl/place.ts";
import { remembered } from "../../util/remembered.ts";
import type { Plan } from "../plan/plan.ts";
import { stepsOf } from "../plan/visit-plan.ts";

/** One use of a component or a pipeline, and what it declares to take. */
export interface CallOf {
  readonly task: string;
  readonly callee: string;
  readonly params: PipelineNode["params"];
  readonly inputs: Inputs;
  readonly args: Readonly<Record<string, ArgNode>>;
  readonly at: Place | undefined;
}

/** The message may be any text: it travels as data. */
const approvalParams: PipelineNode["params"] = { message: z.string() };

/** Every use of a component or a pipeline, in the order of writing. */
export const callsOf: (plan: Plan) => readonly CallOf[] = remembered((plan) =>
  stepsOf(plan).flatMap((step): readonly CallOf[] => {
    if (step.kind === "task") {
      const { name, inputs = {} } = step.component.spec;
      const params = step.component.work.kind === "approve" ? approvalParams : (step.component.spec.params ?? {});
      return [{ task: step.name, callee: name, params, inputs, args: step.args, at: step.at }];
    }
    if (step.kind !== "call") return [];
    const { pipeline } = step;
    const params = Object.fromEntries(pipeline.params.map(({ name, schema }) => [name, schema]));
    return [{ task: step.name, callee: pipeline.name, params, inputs: pipeline.inputs, args: step.args, at: step.at }];
  }),
);
