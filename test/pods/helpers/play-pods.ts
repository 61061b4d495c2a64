import { join } from "node:path";
import type { Artifact, Template, Volume } from "../../../compiler/argo/model.generated.ts";
import { LocalStore } from "../../../runner/artifacts/local-store.ts";
import type { Pod, PodOutcome, PodRunner } from "../../../runner/pods/pod.ts";
import type { PodOptions } from "../../../runner/pods/pod-options.ts";
import { noObjects } from "../../../runner/pods/pod-options.ts";
import { tempFolder } from "./temp-folder.ts";

/** Where the pods of a test run. */
export interface Playground {
  readonly folder: string;
  readonly options: PodOptions;
}

export function playground(own: Partial<PodOptions> = {}): Playground {
  const folder = tempFolder();
  const claimFolder = (claim: string) => join(folder, "claims", claim);
  return {
    folder,
    options: { store: new LocalStore(join(folder, "artifacts")), objects: noObjects, env: {}, claimFolder, ...own },
  };
}

let count = 0;

/** A pod of a template that has no tags any more. */
export function podOf(template: Template, { folder }: Playground, own: Partial<Pod> = {}): Pod {
  const node = `test.step-${++count}`;
  return {
    node,
    template,
    volumes: [] as readonly Volume[],
    wantsResult: true,
    folder: join(folder, "pods", node),
    keyOf: (artifact) => `test/${node}/${artifact}`,
    stop: new AbortController().signal,
    events: { onStart: () => undefined, onReady: () => undefined, onLine: () => undefined, onProgress: () => undefined },
    ...own,
  };
}

/** The place of an output artifact, for the pod that reads it. */
export function handedOver(outcome: PodOutcome, name: string): Artifact {
  const found = outcome.outputs.artifacts?.find((artifact) => artifact.name === name);
  if (found === undefined) throw new Error(`no artifact "${name}" in ${JSON.stringify(outcome)}`);
  return found;
}

/** Plays the pods of a workflow of steps, one after the other: as much of a controller as the recorded cases about pods need. */
export async function playWorkflow(
  spec: {
    readonly entrypoint: string;
    readonly templates: readonly Template[];
    readonly volumes?: readonly Volume[];
    readonly arguments?: unknown;
  },
  name: string,
  runner: PodRunner,
  ground: Playground,
): Promise<ReadonlyMap<string, PodOutcome>> {
  const outcomes = new Map<string, PodOutcome>();
  const tags = new Map<string, string>([["workflow.name", name]]);
  for (const { name: parameter, value } of (spec.arguments as Template["inputs"])?.parameters ?? [])
    tags.set(`workflow.parameters.${parameter}`, value ?? "");
  const find = (wanted: string | undefined) => spec.templates.find((template) => template.name === wanted)!;
  const play = async (template: Template, given: Template["inputs"], shownName: string) => {
    const own = new Map(tags);
    for (const input of template.inputs?.parameters ?? []) {
      const value = given?.parameters?.find((one) => one.name === input.name)?.value ?? input.value ?? input.default ?? "";
      own.set(`inputs.parameters.${input.name}`, value);
    }
    const artifacts = template.inputs?.artifacts?.map((input) => {
      const { path: _path, ...place } = given?.artifacts?.find((one) => one.name === input.name) ?? { name: input.name };
      const { archive, ...declared } = input;
      return { ...(archive !== undefined && { archive }), ...place, ...declared };
    });
    const whole = { ...template, inputs: { ...template.inputs, ...(artifacts !== undefined && { artifacts }) } };
    let filled = replaceTags(whole, own);
    for (const artifact of [...(filled.inputs?.artifacts ?? []), ...(filled.outputs?.artifacts ?? [])])
      for (const kind of ["inputs", "outputs"]) own.set(`${kind}.artifacts.${artifact.name}.path`, artifact.path ?? "");
    for (const { name: parameter, valueFrom } of filled.outputs?.parameters ?? [])
      own.set(`outputs.parameters.${parameter}.path`, valueFrom?.path ?? "");
    filled = replaceTags(filled, own);
    outcomes.set(shownName, await runner.run(podOf(filled, ground, { volumes: spec.volumes ?? [] })));
    return outcomes.get(shownName)!;
  };
  const entry = find(spec.entrypoint);
  if (entry.steps === undefined) await play(entry, undefined, name);
  for (const [index, group] of (entry.steps ?? []).entries()) {
    for (const step of group as readonly {
      name: string;
      template: string;
      arguments?: Template["inputs"];
      withItems?: readonly string[];
    }[]) {
      for (const [at, item] of (step.withItems ?? [undefined]).entries()) {
        if (item !== undefined) tags.set("item", item);
        const given = replaceTags(step.arguments ?? {}, tags);
        const artifacts = given.artifacts?.map((artifact) => {
          const [, from, output] = /^\{\{steps\.([\w-]+)\.outputs\.artifacts\.([\w-]+)\}\}$/.exec(artifact.from ?? "") ?? [];
          if (from === undefined || output === undefined) return artifact;
          const shown = [...outcomes.keys()].find((one) => one.endsWith(`.${from}`));
          return { ...handedOver(outcomes.get(shown!)!, output), ...artifact };
        });
        const shownName = `${name}[${index}].${step.name}${item === undefined ? "" : `(${at}:${item})`}`;
        const outcome = await play(find(step.template), { ...given, ...(artifacts !== undefined && { artifacts }) }, shownName);
        for (const [parameter, value] of Object.entries(outcome.outputs.parameters ?? {}))
          tags.set(`steps.${step.name}.outputs.parameters.${parameter}`, value);
        tags.set(`steps.${step.name}.outputs.result`, outcome.outputs.result ?? "");
        tags.set(`steps.${step.name}.exitCode`, outcome.outputs.exitCode ?? "");
        tags.set(`steps.${step.name}.status`, outcome.phase);
      }
    }
  }
  return outcomes;
}

function replaceTags<T>(value: T, tags: ReadonlyMap<string, string>): T {
  const text = JSON.stringify(value).replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, tag: string) => {
    const found = tags.get(tag);
    return found === undefined ? whole : JSON.stringify(found).slice(1, -1);
  });
  return JSON.parse(text) as T;
}
