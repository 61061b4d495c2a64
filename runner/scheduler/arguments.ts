import type { Arguments } from "../../compiler/argo/model.generated.ts";
import type { BoundInputs, ResolvedArtifact } from "./inputs.ts";
import type { LocatedArtifact, NodeResult } from "./node-result.ts";

export type { LocatedArtifact } from "./node-result.ts";

/**
 * Finds where each artifact argument lies: `from` names an output of a task that has ended, or an input of the template around.
 * @throws Error when it is not there and not optional
 */
export function resolveArguments(given: Arguments, inputs: BoundInputs, ended: ReadonlyMap<string, NodeResult>): Arguments {
  const artifacts = (given.artifacts ?? []).flatMap((artifact): ResolvedArtifact[] => {
    if (artifact.from === undefined) return [artifact];
    const located = locate(artifact.from, inputs, ended);
    if (located !== undefined) return [{ ...artifact, ...("raw" in located ? { raw: { data: located.raw } } : { located }) }];
    if (artifact.optional === true) return [];
    throw new Error(`argument "${artifact.name}": there is no artifact ${artifact.from}`);
  });
  return { ...given, artifacts };
}

/** What `{{tasks.a.outputs.artifacts.b}}` or `{{inputs.artifacts.c}}` stands for. */
export function locate(from: string, inputs: BoundInputs, ended: ReadonlyMap<string, NodeResult>): LocatedArtifact | undefined {
  const [, task, output] = /^\{\{\s*tasks\.([^.]+)\.outputs\.artifacts\.([^.}\s]+)\s*\}\}$/.exec(from) ?? [];
  if (task !== undefined) return ended.get(task)?.artifacts.get(output!);
  const [, input] = /^\{\{\s*inputs\.artifacts\.([^.}\s]+)\s*\}\}$/.exec(from) ?? [];
  return input === undefined ? undefined : inputs.artifacts.get(input)?.location;
}
