import type { Container, Template } from "../../compiler/argo/model.generated.ts";
import { checkContainerSet } from "./check-container-set.ts";
import { checkResource } from "./check-resource.ts";
import { goJson } from "./go-json.ts";
import { type KnownNames, resolveAll } from "./known-names.ts";
import { isPlaceholder } from "./placeholders.ts";
import { inside, refuse } from "./refusal.ts";
import type { TemplateBase } from "./template-base.ts";

/** Looks into a template that calls no other: its tags, and the fields of its type. */
export function checkLeaf(template: Template, base: TemplateBase, names: KnownNames): void {
  const { name = "", container, containerSet, script, resource, activeDeadlineSeconds, parallelism } = template;
  const at = `templates.${name}`;
  inside(`${at}: `, () => resolveAll(goJson(template, "template"), names));
  if (container !== undefined) {
    checkMounts(at, container, template);
    checkImage(at, "container", container.image, base);
  }
  if (containerSet !== undefined) checkContainerSet(template, containerSet);
  if (resource !== undefined) checkResource(template, resource);
  if (script !== undefined) checkImage(at, "script", script.image, base);
  if (activeDeadlineSeconds !== undefined && !isDeadline(activeDeadlineSeconds))
    refuse(`${at}.activeDeadlineSeconds must be a positive integer > 0 or an argo variable`);
  if (parallelism !== undefined) refuse(`${at}.parallelism is only valid for steps and dag templates`);
}

/** No two mounts have one path, and no input artifact that of a mount. */
function checkMounts(at: string, { volumeMounts = [] }: Container, { inputs }: Template): void {
  const taken = new Map<string | undefined, string>();
  for (const [index, { name, mountPath }] of volumeMounts.entries()) {
    const by = taken.get(mountPath);
    if (by !== undefined) refuse(`${at}.container.volumeMounts[${index}].mountPath '${mountPath}' already mounted in ${by}`);
    taken.set(mountPath, `container.volumeMounts.${name}`);
  }
  for (const [index, { name, path }] of (inputs?.artifacts ?? []).entries()) {
    const by = taken.get(path);
    if (by !== undefined) refuse(`${at}.inputs.artifacts[${index}].path '${path}' already mounted in ${by}`);
    taken.set(path, `inputs.artifacts.${name}`);
  }
}

/** An image, or one of the defaults; those of a ClusterWorkflowTemplate are not looked at. */
function checkImage(at: string, type: "container" | "script", image: string | undefined, base: TemplateBase): void {
  const byDefault = base.kind === "ClusterWorkflowTemplate" ? undefined : base.spec.templateDefaults?.[type]?.image;
  if (!image && !byDefault) refuse(`${at}.${type}.image may not be empty`);
}

function isDeadline(value: number | string): boolean {
  if (typeof value === "number") return value >= 0;
  if (isPlaceholder(value) || (value.startsWith("{{") && value.endsWith("}}"))) return true;
  return /^\+?\d+$/.test(value) && Number(value) < 2 ** 31;
}
