import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { type ArgoObject, lower } from "../../compiler/3-lower/lower.ts";
import { isError } from "../../compiler/diagnostics/diagnostic.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";

/** The Argo objects of a pipeline without errors; images are called like their components. */
export function compileObjects(pipeline: PipelineNode, args: Readonly<Record<string, string>> = {}): readonly ArgoObject[] {
  const plan = resolve(pipeline);
  const errors = check(plan).filter(isError);
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  const images = {
    imageOf: ({ component }: { component: { spec: { name: string } } }) => component.spec.name,
    fileUri: () => "",
    sourceText: () => "",
  };
  return lower(plan, { images, args });
}
