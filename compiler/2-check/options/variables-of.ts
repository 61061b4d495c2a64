import type { Env } from "../../../dsl/options/env.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import { containersOf } from "./containers-of.ts";

/** An environment variable that the author sets. */
export interface Variable {
  readonly name: string;
  readonly value: Env[string];
}

/** Those of the step's own container, and of those that stand beside it. */
export const variablesOf = (options: TaskOptions): readonly Variable[] =>
  [options.env, ...containersOf(options).map(({ container }) => container.env)].flatMap((env) =>
    Object.entries(env ?? {}).map(([name, value]) => ({ name, value })),
  );
