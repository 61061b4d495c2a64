import type { LifecycleHook, Template } from "../../compiler/argo/model.generated.ts";
import { type Caller, resolveTemplate, type Work } from "../controller/caller.ts";
import { exitHookOf } from "../controller/exit-hook.ts";
import type { Submission, TemplateSource } from "../controller/submission.ts";
import { mergeDefaults } from "../controller/template-defaults.ts";

/** The templates that a run may call, each once, in the order in which one comes to them; what is not in the files is left out. */
export function reachableTemplates({ spec, templates, entry }: Submission): readonly Template[] {
  const found = new Set<Template>();
  const open: (readonly [Caller, TemplateSource])[] =
    entry === undefined ? startsOf(spec).map((caller) => [caller, templates]) : [[entry.caller, entry.source]];
  for (let at = 0; at < open.length; at++) {
    const resolved = resolvedOrNone(...open[at]!);
    if (resolved === undefined || found.has(resolved.template)) continue;
    found.add(resolved.template);
    for (const work of worksOf(resolved.template)) for (const caller of callersOf(work)) open.push([caller, resolved.source]);
  }
  return [...found].map((template) => mergeDefaults(template, spec.templateDefaults));
}

function startsOf({ entrypoint, onExit, hooks }: Submission["spec"]): readonly Caller[] {
  const names = [entrypoint, onExit].filter((name): name is string => name !== undefined && name !== "");
  return [...names.map((template) => ({ template })), ...Object.values(hooks ?? {}).map(callerOfHook)];
}

export const worksOf = ({ dag, steps }: Template): readonly Work[] => [...(dag?.tasks ?? []), ...(steps ?? []).flat()];

function callersOf(work: Work): readonly Caller[] {
  const exit = exitHookOf(work);
  const hooks = [...Object.values(work.hooks ?? {}), ...(exit === undefined ? [] : [exit])];
  return [work, ...hooks.map(callerOfHook)];
}

const callerOfHook = ({ template, templateRef }: LifecycleHook): Caller => ({
  ...(template !== undefined && { template }),
  ...(templateRef !== undefined && { templateRef }),
});

function resolvedOrNone(caller: Caller, source: TemplateSource) {
  try {
    return resolveTemplate(caller, source);
  } catch {
    return undefined; // told when it is called, or by who checks the manifest
  }
}
