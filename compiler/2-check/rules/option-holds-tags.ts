import type { TaskOptions } from "../../../dsl/task-options.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { PlanTask } from "../../plan/plan.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { storedInputs } from "../options/stored-inputs.ts";
import { textsIn } from "../options/texts-in.ts";

/** What stands in the manifest as it was written holds no double braces: Argo would execute what is between them. */
export const optionHoldsTags: Rule = (plan) =>
  [
    ...optionSites(plan).map(({ owner, options, task, at }) => ({ owner, at, texts: textsIn(plainParts(options, task), "") })),
    { owner: `Pipeline "${plan.name}"`, at: plan.at, texts: textsIn({ ...plan.options, podSpecPatch: undefined }, "") },
    ...storedInputs(plan).map(({ owner, name, location, at }) => ({ owner, at, texts: textsIn(location, name) })),
  ].flatMap(({ owner, at, texts }) =>
    [...texts]
      .filter(({ text }) => text.includes("{{"))
      .map(({ path }) => problem("option-holds-tags", { owner, option: path }, { at })),
  );

/**
 * Options without what is written so that nothing in it can be taken for a template: patches, patterns, words for digests, and the variables
 * of a component's own program, which get them in their wire form. Another program has its variables as they are, those of the defaults too.
 */
function plainParts(
  { env: _env, podSpecPatch: _patch, retry: _retry, cache, ...others }: TaskOptions,
  task: PlanTask | undefined,
): object {
  const rest = { ...others, cache: cache && { ...cache, digests: undefined } };
  if (task === undefined || task.component.work.kind === "function") return rest;
  const constants = Object.entries(task.options.env ?? {}).filter(([, value]) => typeof value !== "object");
  return { ...rest, env: Object.fromEntries(constants) };
}
