import type { ArtifactPaths, OutputPlace, OutputPlaces } from "../../../dsl/foreign/work.ts";
import type { Artifact, Outputs, Parameter, ValueFrom } from "../../argo/model.generated.ts";
import { keyParameter } from "../component-template.ts";

/** What a pod leaves: values in files, and artifacts, those of `keys` under the key that the task says. */
export function podOutputs(places: OutputPlaces, paths: ArtifactPaths, keys: readonly string[]): { readonly outputs?: Outputs } {
  const parameters = Object.entries(places).flatMap(([name, { from }]): readonly Parameter[] => {
    const valueFrom = sourceOf(from);
    return valueFrom === undefined ? [] : [{ name, valueFrom }];
  });
  const artifacts = Object.entries(paths).map(
    ([name, path]): Artifact => ({
      name,
      path,
      archive: { none: {} },
      ...(keys.includes(name) && { s3: { key: `{{inputs.parameters.${keyParameter(name)}}}` } }),
    }),
  );
  if (parameters.length === 0 && artifacts.length === 0) return {};
  return { outputs: { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) } };
}

/** Where Argo looks; standard output it keeps unasked. */
function sourceOf(from: OutputPlace["from"]): ValueFrom | undefined {
  switch (from.kind) {
    case "path":
      return { path: from.path };
    case "json-path":
      return { jsonPath: from.path };
    case "jq":
      return { jqFilter: from.filter };
    case "stdout":
    case "parameter":
      return undefined;
  }
}
