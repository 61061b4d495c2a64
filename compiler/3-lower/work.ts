import type { FunctionWork, Work } from "../../dsl/work.ts";
import { goesByFile } from "../plan/by-file.ts";
import type { PlanTask } from "../plan/plan.ts";
import { lowerApprove } from "./approve.ts";
import { componentTemplate } from "./component-template.ts";
import { lowerContainer } from "./foreign/container.ts";
import { lowerContainerSet } from "./foreign/container-set.ts";
import { lowerHttp } from "./foreign/http.ts";
import { lowerRaw } from "./foreign/raw.ts";
import { lowerResource } from "./foreign/resource.ts";
import { lowerScript } from "./foreign/script.ts";
import { lowerTemplateRef } from "./foreign/template-ref.ts";
import { withGlobalNames } from "./kept-outputs.ts";
import type { LowerWork } from "./lower-work.ts";
import type { Lowering } from "./lowering.ts";
import { lowerSuspend } from "./suspend.ts";

const lowerFunction: LowerWork<FunctionWork> = (task, _work, keys, { images, workflow, templates, kept }) => {
  const { component, options, args, env } = task;
  const image = images.imageOf(task);
  const ofTask = kept.get(task.id);
  const template = () => withGlobalNames(componentTemplate(task, { image, base: images.baseOf?.(task) }, keys, workflow), ofTask);
  if (ofTask !== undefined) return templates.add(component.spec.name, template());
  const params = Object.entries(args).map(([name, arg]) => (goesByFile(arg) ? `${name}*` : name));
  const rest = [image, ...params, "", ...Object.keys(env), "", ...keys].join(" ");
  return templates.addOnce(component.spec.name, { component, options, rest }, template);
};

/** A row per kind of work. */
const lowerings: { readonly [Kind in Work["kind"]]: LowerWork<Extract<Work, { readonly kind: Kind }>> } = {
  function: lowerFunction,
  container: lowerContainer,
  script: lowerScript,
  "container-set": lowerContainerSet,
  resource: lowerResource,
  http: lowerHttp,
  "template-ref": lowerTemplateRef,
  raw: lowerRaw,
  suspend: lowerSuspend,
  approve: lowerApprove,
};

/** The name of the template that does a task's work. */
export function templateOf(task: PlanTask, keys: readonly string[], lowering: Lowering): string {
  const { work } = task.component;
  return (lowerings[work.kind] as LowerWork<Work>)(task, work, keys, lowering);
}
