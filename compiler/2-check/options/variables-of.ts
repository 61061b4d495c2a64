import type { ConstantEnv, EnvSource } from "../../../dsl/options/env.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import type { PlanTask } from "../../plan/plan.ts";
import { containersOf } from "./containers-of.ts";

/** An environment variable that the author sets. */
export interface Variable {
  readonly name: string;
  /** A value of the run is not known here. */
  readonly value: ConstantEnv | EnvSource | { readonly kind: "of-the-run" };
}

/** Those of the step's own container, and of those that stand beside it. */
export function variablesOf(options: TaskOptions, task: PlanTask | undefined): readonly Variable[] {
  const known = [options.env, ...containersOf(options).map(({ container }) => container.env)];
  return [
    ...known.flatMap((env) => Object.entries(env ?? {}).map(([name, value]) => ({ name, value: value as Variable["value"] }))),
    ...Object.keys(task?.env ?? {}).map((name): Variable => ({ name, value: { kind: "of-the-run" } })),
  ];
}
