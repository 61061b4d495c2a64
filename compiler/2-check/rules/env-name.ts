import type { TaskOptions } from "../../../dsl/task-options.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { isIdentifier } from "../identifier.ts";
import { containersOf } from "../options/containers-of.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** An environment variable has a name that every shell and Kubernetes take, and so has what stands before several. */
export const envName: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    [...variablesOf(options, task).map(({ name }) => name), ...prefixesOf(options)]
      .filter((name) => !isIdentifier(name))
      .map((variable) => problem("env-name", { owner, variable }, { at })),
  );

const prefixesOf = (options: TaskOptions): readonly string[] =>
  [options.envFrom, ...containersOf(options).map(({ container }) => container.envFrom)].flatMap((sources) =>
    (sources ?? []).flatMap(({ prefix }) => prefix ?? []),
  );
