import type { Artifact, Template } from "../compiler/argo/model.generated.ts";
import { parameterVariable, paramsFolder, podInputs } from "../containers/entrypoint/layout.ts";
import { checkParams } from "../containers/entrypoint/read-params.ts";
import type { AnyComponent } from "../dsl/component.ts";
import type { NodeInputs } from "../runner/controller/node-status.ts";
import { decodeWire } from "../util/wire-form.ts";
import { type ArtifactMemory, keyOf } from "./artifact-memory.ts";
import { TestArtifact } from "./test-artifact.ts";

/** What a step was given: as its component gets it, and its parameters as they came. */
export interface StepInputs {
  readonly params: Readonly<Record<string, unknown>>;
  readonly artifacts: Readonly<Record<string, TestArtifact | readonly TestArtifact[]>>;
}

/**
 * Reads the inputs of a pod of a component where its container would find them.
 * @throws InputError for parameters that its schemas do not take
 */
export function podInputsOf({ spec }: AnyComponent, template: Template, memory: ArtifactMemory): StepInputs {
  const texts = new Map<string, string>();
  const prefix = parameterVariable("");
  for (const { name, value = "" } of template.container?.env ?? [])
    if (name.startsWith(prefix)) texts.set(name.slice(prefix.length), value);
  const folder = `${paramsFolder(podInputs)}/`;
  for (const { path = "", raw } of template.inputs?.artifacts ?? [])
    if (raw !== undefined && path.startsWith(folder)) texts.set(path.slice(folder.length), raw.data);
  const values = Object.fromEntries([...texts].map(([name, text]) => [name, decodeWire(text)]));
  return { params: checkParams(spec, values), artifacts: artifactsOf(spec, template.inputs?.artifacts ?? [], memory) };
}

/**
 * Reads the inputs of a step that is no code of ours: what its task was given, before it is turned into text.
 * @throws InputError for parameters that its schemas do not take
 */
export function foreignInputsOf({ spec }: AnyComponent, given: NodeInputs | undefined, memory: ArtifactMemory): StepInputs {
  const texts = Object.entries(given?.parameters ?? {}).filter(([name]) => Object.hasOwn(spec.params ?? {}, name));
  const values = Object.fromEntries(texts.map(([name, text]) => [name, decodeWire(text)]));
  return { params: checkParams(spec, values), artifacts: artifactsOf(spec, given?.artifacts ?? [], memory) };
}

function artifactsOf(
  { inputs = {} }: AnyComponent["spec"],
  given: readonly Artifact[],
  memory: ArtifactMemory,
): StepInputs["artifacts"] {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, type]) => {
      const artifact = given.find((one) => one.name === name);
      if (artifact === undefined) return [];
      return [[name, type.entry === undefined ? oneOf(artifact, type.name, memory) : listOf(artifact, type.entry.name, memory)]];
    }),
  );
}

/** An artifact by its place; of what lies somewhere since before the run, content is made up. */
export function oneOf(artifact: Artifact, type: string, memory: ArtifactMemory): TestArtifact {
  const key = keyOf(artifact) ?? "nowhere";
  const kept = memory.get(key) ?? { content: artifact.raw?.data ?? `what is stored at ${key}`, madeBy: undefined };
  return new TestArtifact(type, kept.content, kept.madeBy);
}

/** What a loop has collected: everything below a key. */
export const listOf = (artifact: Artifact, type: string, memory: ArtifactMemory): readonly TestArtifact[] =>
  memory.below(keyOf(artifact) ?? "").map(({ content, madeBy }) => new TestArtifact(type, content, madeBy));
