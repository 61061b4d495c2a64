import type { Data } from "../../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../../compiler/expression/evaluate-expression.ts";
import { encodeJson } from "../../../compiler/expression/go/json-encode.ts";
import { strings } from "../../../compiler/expression/make-value.ts";
import type { Value } from "../../../compiler/expression/value.ts";
import { placeOf } from "../../artifacts/artifact-place.ts";
import type { Pod, PodOutcome } from "../pod.ts";
import type { PodOptions } from "../pod-options.ts";

/** Runs a `data` template: the keys below a prefix of the store, through one expression after the other. */
export async function runData(pod: Pod, { source, transformation }: Data, { store }: PodOptions): Promise<PodOutcome> {
  pod.events.onStart();
  try {
    const place = source.artifactPaths === undefined ? undefined : placeOf(source.artifactPaths);
    if (place?.kind !== "local") throw new Error("its source is no prefix of keys in the artifact repository");
    let data: Value = strings(await store.list(place.key));
    for (const { expression } of transformation) data = evaluateExpression(expression, argoEnvironment({ data }));
    return { phase: "Succeeded", message: "", outputs: { result: encodeJson(data), exitCode: "0" } };
  } catch (error) {
    const message = `main: Error (exit code 64): ${(error as Error).message}`;
    return { phase: "Failed", message, outputs: { exitCode: "64" } };
  }
}
