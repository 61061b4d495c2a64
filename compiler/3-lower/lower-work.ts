import type { Work } from "../../dsl/work.ts";
import type { PlanTask } from "../plan/plan.ts";
import type { Lowering } from "./lowering.ts";

/**
 * Makes the template of a task whose work is of one kind, and gives its name.
 * `keys` are the output artifacts whose place in the artifact repository the task says.
 */
export type LowerWork<W extends Work> = (task: PlanTask, work: W, keys: readonly string[], lowering: Lowering) => string;
