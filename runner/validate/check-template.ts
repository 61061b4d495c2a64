import { isReservedContainer } from "../../compiler/argo/laws/reserved-containers.ts";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { checkLocation } from "./artifact-location.ts";
import { checkDag } from "./check-dag.ts";
import { checkInputs } from "./check-inputs.ts";
import { checkLeaf } from "./check-leaf.ts";
import { checkMetrics } from "./check-metrics.ts";
import { checkOutputs } from "./check-outputs.ts";
import { checkSteps } from "./check-steps.ts";
import { KnownNames } from "./known-names.ts";
import { type ArgumentsGiver, fillInputs, substitute } from "./process-arguments.ts";
import { inside, refuse } from "./refusal.ts";
import type { TemplateBase } from "./template-base.ts";
import { isLeaf, isPod, typeName, typesOf } from "./template-type.ts";
import type { Validation } from "./validation.ts";

const retryNames = ["retries", "lastRetry.exitCode", "lastRetry.status", "lastRetry.duration", "lastRetry.message"];

/** Looks at a template that is called: at its inputs each time, at all the rest the first time. */
export function checkTemplate(template: Template, base: TemplateBase, given: ArgumentsGiver, validation: Validation): void {
  const name = template.name ?? "";
  if (typesOf(template) > 1)
    refuse(
      `templates.${name} multiple template types specified. choose one of: container, containerSet, steps, script, resource, dag, suspend, template, template ref`,
    );
  const inputNames = checkInputs(template);
  checkContainers(template);
  const local = [...(isPod(template) ? ["pod.name"] : []), ...(template.retryStrategy === undefined ? [] : retryNames)];
  const filled = inside(`templates.${name} `, () => fillInputs(template, given));
  const id = `${base.id}/${name}`;
  if (validation.seen.has(id) && isPlain(filled)) return;
  const values = new Map([...validation.globals, ...local.map((one) => [one, validation.placeholder()] as const)]);
  const ready = inside(`templates.${name} `, () => substitute(filled, values));
  checkTimes(ready);
  if (validation.seen.has(id)) return;
  validation.seen.add(id);
  checkInside(ready, base, validation, new KnownNames([...inputNames, ...local, ...outputPaths(template)], validation.globals));
}

function checkInside(template: Template, base: TemplateBase, validation: Validation, names: KnownNames): void {
  const { name = "", archiveLocation, metrics } = template;
  if (template.steps !== undefined) checkSteps(template, base, names, validation);
  else if (template.dag !== undefined) checkDag(template, base, names, validation);
  else checkLeaf(template, base, names);
  checkOutputs(template, names);
  if (archiveLocation !== undefined) checkLocation(`templates.${name}.archiveLocation`, archiveLocation);
  if (metrics !== undefined) checkMetrics(`templates.${name}`, metrics);
}

/** Whether a template that has been looked at can be left at that: none of its inputs brings anything that could be wrong by itself. */
function isPlain({ inputs, timeout, pendingTimeout }: Template): boolean {
  const isKnown = (text: string | undefined): boolean => text === undefined || /^(\{\{[\w.\- ]*\}\}|[^{}\p{C}]|\n)*$/u.test(text);
  const time = [timeout, pendingTimeout].filter((text) => text !== undefined).join("");
  return !time.includes("{{") && (inputs?.parameters ?? []).every(({ value }) => isKnown(value));
}

function checkContainers({ name = "", initContainers = [], sidecars = [] }: Template): void {
  if (initContainers.some((container) => !container.name)) refuse("initContainers must all have container name");
  const reserved = sidecars.find((container) => isReservedContainer(container.name))?.name;
  if (reserved !== undefined) refuse(`templates.${name}.sidecars: "${reserved}" is a reserved Argo container name`);
}

/** A leaf may name where its outputs are to be written. */
function outputPaths(template: Template): readonly string[] {
  if (!isLeaf(template)) return [];
  const { artifacts = [], parameters = [] } = template.outputs ?? {};
  return [
    ...artifacts.flatMap(({ name, path }) => (path ? [`outputs.artifacts.${name}.path`] : [])),
    ...parameters.flatMap(({ name, valueFrom }) => (valueFrom?.path ? [`outputs.parameters.${name}.path`] : [])),
  ];
}

function checkTimes(template: Template): void {
  const { name = "", timeout, pendingTimeout } = template;
  if (timeout) {
    if (!isLeaf(template)) refuse(`${typeName(template)} template doesn't support timeout field`);
    if (/^[-+]?\d+$/.test(timeout)) refuse(`${name} has invalid duration format in timeout`);
  }
  if (pendingTimeout && !isLeaf(template)) refuse(`${typeName(template)} template doesn't support pendingTimeout field`);
}
