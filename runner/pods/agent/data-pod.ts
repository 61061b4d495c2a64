import type { Data } from "../../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../../compiler/expression/evaluate-expression.ts";
import { encodeJson } from "../../../compiler/expression/go/json-encode.ts";
import { strings } from "../../../compiler/expression/make-value.ts";
import type { Value } from "../../../compiler/expression/value.ts";
import { artifactContext } from "../artifact-context.ts";
import type { Pod, PodOutcome } from "../pod.ts";
import type { PodOptions } from "../pod-options.ts";
import { Stopper } from "../stopper.ts";
import { listedKeys, listedSource } from "./data-source.ts";

/** Runs a `data` template: the keys below a prefix of a store, through one expression after the other. */
export async function runData(pod: Pod, { source, transformation }: Data, options: PodOptions): Promise<PodOutcome> {
  const stopper = new Stopper(pod.stop, pod.template);
  const abort = new AbortController();
  const release = stopper.onStop(() => abort.abort());
  pod.events.onStart();
  try {
    const context = { ...artifactContext(pod, options, pod.folder), signal: abort.signal };
    let data: Value = strings(await listedKeys(listedSource(source), context));
    for (const { expression } of transformation) data = evaluateExpression(expression, argoEnvironment({ data }));
    return { phase: "Succeeded", message: "", outputs: { result: encodeJson(data), exitCode: "0" } };
  } catch (error) {
    if (stopper.stopped !== undefined) return { phase: "Failed", message: stopper.stopped.message, outputs: {} };
    const message = `main: Error (exit code 64): ${(error as Error).message}`;
    return { phase: "Failed", message, outputs: { exitCode: "64" } };
  } finally {
    release();
    stopper.end();
  }
}
