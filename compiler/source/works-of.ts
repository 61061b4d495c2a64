import type { FollowedProgram } from "./source-rule.ts";
import type { FunctionValue } from "./value.ts";

/** The work of a component, where the program spells it out. */
export interface Work {
  readonly component: string;
  readonly run: FunctionValue;
}

/** The functions that run in containers, whether they stand in `component(...)` or in a module that `run` loads. */
export function worksOf(program: FollowedProgram): readonly Work[] {
  return program.facts.components.flatMap(({ component: { name, run, runModule } }) => {
    const loaded = runModule === undefined ? undefined : program.exportsOf(runModule).names.get("run")?.();
    const work = loaded?.kind === "function" ? loaded : run;
    return work === undefined || name === undefined ? [] : [{ component: name, run: work }];
  });
}
