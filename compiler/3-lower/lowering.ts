import type { ScopeId, TaskId } from "../../dsl/nodes/ref-node.ts";
import type { Plan, PlanTask } from "../plan/plan.ts";
import type { TemplateRegistry } from "./template-registry.ts";

/** Tells the image of each task, and where a file of the project lies in it. */
export interface Images {
  readonly imageOf: (task: PlanTask) => string;
  readonly fileUri: (task: PlanTask, file: string) => string;
}

/** What every part of a lowering needs. */
export interface Lowering {
  readonly plan: Plan;
  readonly images: Images;
  readonly templates: TemplateRegistry;
  /** The name of every step, for the names of inputs. */
  readonly names: ReadonlyMap<TaskId | ScopeId, string>;
}
