import type { Arguments, Artifact, Template } from "../../compiler/argo/model.generated.ts";
import type { ArtifactLocation } from "./node-result.ts";
import { substitute } from "./substitute.ts";
import { joinTags, type Tags } from "./tags.ts";

/** The inputs of one call. */
export interface BoundInputs {
  readonly parameters: ReadonlyMap<string, string>;
  readonly artifacts: ReadonlyMap<string, BoundArtifact>;
  /** `inputs.parameters.x`, `inputs.artifacts.y.path`. */
  readonly tags: Tags;
}

/** Where an input artifact comes from, and the path that it gets inside the pod. */
export interface BoundArtifact {
  readonly location: ArtifactLocation | { readonly raw: string } | undefined;
  readonly path: string | undefined;
  readonly optional: boolean;
}

/** An argument that the scheduler has resolved: its location stands beside the fields of the manifest. */
export interface ResolvedArtifact extends Artifact {
  readonly located?: ArtifactLocation;
}

/**
 * Binds arguments to a template's inputs: the argument, else the input's value, else its default.
 * @throws Error when a parameter or a required artifact is not supplied
 */
export function bindInputs(template: Template, given: Arguments, globals: Tags): BoundInputs {
  const parameters = new Map<string, string>();
  for (const declared of template.inputs?.parameters ?? []) {
    const value = given.parameters?.find(({ name }) => name === declared.name)?.value ?? declared.value ?? declared.default;
    if (value === undefined) throw new Error(`inputs.parameters.${declared.name} was not supplied`);
    parameters.set(declared.name, substitute(value, globals, { allowUnresolved: true }));
  }
  const parameterTags: Tags = new Map([...parameters].map(([name, value]) => [`inputs.parameters.${name}`, value]));
  const artifacts = new Map<string, BoundArtifact>();
  for (const declared of substitute(template.inputs?.artifacts ?? [], joinTags(globals, parameterTags), {
    allowUnresolved: true,
  })) {
    const argument = given.artifacts?.find(({ name }) => name === declared.name) as ResolvedArtifact | undefined;
    const location = locationOf(argument) ?? locationOf(declared);
    const optional = declared.optional === true;
    if (location === undefined && !optional) throw new Error(`inputs.artifacts.${declared.name} was not supplied`);
    artifacts.set(declared.name, { location, path: declared.path, optional });
  }
  const pathTags: Tags = new Map(
    [...artifacts].flatMap(([name, { path }]) => (path === undefined ? [] : [[`inputs.artifacts.${name}.path`, path]])),
  );
  return { parameters, artifacts, tags: joinTags(parameterTags, pathTags) };
}

function locationOf(artifact: ResolvedArtifact | undefined): BoundArtifact["location"] {
  if (artifact?.located !== undefined) return artifact.located;
  if (artifact?.raw !== undefined) return { raw: artifact.raw.data };
  return artifact?.s3?.key === undefined ? undefined : { key: artifact.s3.key };
}
