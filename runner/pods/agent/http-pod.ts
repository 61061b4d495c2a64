import type { HTTP } from "../../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../../compiler/expression/evaluate-expression.ts";
import { map, strings } from "../../../compiler/expression/make-value.ts";
import type { Value } from "../../../compiler/expression/value.ts";
import { asText } from "../as-text.ts";
import type { Pod, PodOutcome } from "../pod.ts";
import type { PodOptions } from "../pod-options.ts";
import { Stopper } from "../stopper.ts";
import { type HttpAnswer, sendRequest } from "./send-request.ts";

const defaultTimeoutSeconds = 30;

/** Runs an `http` template, as Argo's agent does: its result is the body of the answer. */
export async function runHttp(pod: Pod, http: HTTP, options: PodOptions): Promise<PodOutcome> {
  const stopper = new Stopper(pod.stop, pod.template);
  const abort = new AbortController();
  const release = stopper.onStop(() => abort.abort());
  const timeout = AbortSignal.timeout((http.timeoutSeconds ?? defaultTimeoutSeconds) * 1000);
  try {
    pod.events.onStart();
    const answer = await sendRequest({
      method: http.method || "GET",
      url: http.url,
      headers: headersOf(http, options),
      body: bodyOf(http),
      insecure: http.insecureSkipVerify === true,
      signal: AbortSignal.any([abort.signal, timeout]),
    });
    const message = problemOf(http, answer);
    return { phase: message === "" ? "Succeeded" : "Failed", message, outputs: { result: asText(answer.body) } };
  } catch (error) {
    return { phase: "Failed", message: stopper.stopped?.message ?? (error as Error).message, outputs: {} };
  } finally {
    release();
    stopper.end();
  }
}

const bodyOf = ({ body, bodyFrom }: HTTP): Buffer =>
  bodyFrom?.bytes === undefined ? Buffer.from(body ?? "") : Buffer.from(bodyFrom.bytes, "base64");

function headersOf({ headers }: HTTP, { objects, env }: PodOptions): readonly (readonly [string, string])[] {
  return (headers ?? []).map(({ name, value = "", valueFrom }) => {
    const ref = valueFrom?.secretKeyRef;
    if (ref === undefined) return [name, value];
    const secret = objects.secret(ref.name ?? "")?.[ref.key] ?? env[ref.key];
    if (secret === undefined) throw new Error(`secrets "${ref.name ?? ""}" not found`);
    return [name, secret];
  });
}

function problemOf(http: HTTP, answer: HttpAnswer): string {
  const { successCondition } = http;
  if (successCondition === undefined || successCondition === "") {
    const isFine = answer.statusCode >= 200 && answer.statusCode < 300;
    return isFine ? "" : `received non-2xx response code: ${answer.statusCode}`;
  }
  const headers = (named: Iterable<readonly [string, readonly string[]]>): Value =>
    map([...named].map(([name, values]) => [name, strings(values)] as const));
  const success = evaluateExpression(
    successCondition,
    argoEnvironment({
      "request.method": http.method ?? "",
      "request.url": http.url,
      "request.body": http.body ?? "",
      "request.headers": headers((http.headers ?? []).map(({ name, value }) => [name, [value ?? ""]] as const)),
      "response.statusCode": BigInt(answer.statusCode),
      "response.body": asText(answer.body),
      "response.headers": headers(answer.headers),
    }),
  );
  if (typeof success !== "boolean") throw new Error(`unable to cast expression result '${String(success)}' to bool`);
  return success ? "" : `successCondition '${successCondition}' evaluated false`;
}
