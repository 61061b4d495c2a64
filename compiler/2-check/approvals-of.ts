import type { z } from "zod";
import type { ApproveWork } from "../../dsl/work.ts";
import type { Plan, PlanTask } from "../plan/plan.ts";
import { tasksOf } from "../plan/visit-plan.ts";

/** One approval, with the schema of each answer. */
export interface ApprovalTask {
  readonly task: PlanTask;
  readonly work: ApproveWork;
  readonly answers: readonly (readonly [name: string, schema: z.ZodType])[];
}

export const approvalsOf = (plan: Plan): readonly ApprovalTask[] =>
  tasksOf(plan).flatMap((task) => {
    const { spec, work } = task.component;
    if (work.kind !== "approve") return [];
    return [{ task, work, answers: Object.entries(spec.outputs ?? {}) as readonly (readonly [string, z.ZodType])[] }];
  });
