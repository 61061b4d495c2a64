import { parse } from "yaml";
import type { PodSpecPatch } from "../../dsl/task-options.ts";
import type { Work } from "../../dsl/work.ts";
import type { Template, WorkflowSpec } from "../argo/model.generated.ts";
import type { Plan } from "../plan/plan.ts";
import { tasksOfAll } from "../plan/visit-plan.ts";
import { mergePatches, patchText } from "./options/pod-patch.ts";

/** A patch that may speak of Argo's own containers. */
interface ContainersPatch extends PodSpecPatch {
  readonly containers?: readonly { readonly name: string }[];
}

/**
 * Argo applies a workflow's patch to the pod of its agent too, which makes requests and has no `wait` container: the patch would add one
 * without an image, and no request would ever be made. Where there may be an agent, the hardening of `wait` stands on each template that
 * has such a container.
 */
export function withoutAgentsWait(spec: WorkflowSpec, plan: Plan): WorkflowSpec {
  if (spec.podSpecPatch === undefined || !tasksOfAll(plan).some(({ component }) => mayNeedAgent(component.work))) return spec;
  const { containers = [], ...rest } = JSON.parse(spec.podSpecPatch) as ContainersPatch;
  const wait = containers.filter(({ name }) => name === "wait");
  const others = containers.filter(({ name }) => name !== "wait");
  const templates = (spec.templates ?? []).map((template) =>
    hasWait(template) ? withPatch(template, { containers: wait }) : template,
  );
  return { ...spec, podSpecPatch: patchText({ ...rest, ...(others.length > 0 && { containers: others }) }), templates };
}

/** Whether work runs in Argo's agent, or in a pod whose containers we don't know. */
function mayNeedAgent(work: Work): boolean {
  if (work.kind === "template-ref") return work.installed.runs !== "program";
  if (work.kind !== "raw") return work.kind === "http";
  const { http, plugin } = work.template as Readonly<Record<string, unknown>>;
  return http !== undefined || plugin !== undefined;
}

const hasWait = ({ container, script, containerSet }: Template): boolean => (container ?? script ?? containerSet) !== undefined;

/** A template with a patch before its own. One by hand that can't be read, because of tags in it, stays as it is. */
function withPatch(template: Template, patch: PodSpecPatch): Template {
  if (template.podSpecPatch === undefined) return { ...template, podSpecPatch: patchText(patch) };
  const own = readPatch(template.podSpecPatch);
  return own === undefined ? template : { ...template, podSpecPatch: patchText(mergePatches(patch, own)) };
}

function readPatch(text: string): PodSpecPatch | undefined {
  try {
    const read: unknown = parse(text);
    return typeof read === "object" && read !== null && !text.includes("{{") ? (read as PodSpecPatch) : undefined;
  } catch {
    return undefined;
  }
}
