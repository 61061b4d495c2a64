import type { Work } from "../../dsl/work.ts";
import type { PlanTask } from "./plan.ts";

/** Work whose result is the same when its program and its inputs are: programs in images. The rest depends on what is outside. */
const cacheable: ReadonlySet<Work["kind"]> = new Set(["function", "container", "script", "container-set"]);

/** Whether an earlier result of a task may be taken; a default of the pipeline says nothing to work that can't be cached. */
export const isCached = ({ options: { cache }, component }: PlanTask): boolean =>
  cache !== undefined && cache !== false && cacheable.has(component.work.kind);
