import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { ApiError } from "../api-error.ts";
import type { KubeObject } from "../watch-object.ts";
import { conflictsOf } from "./conflicts.ts";

/** What was asked of an object that the server has refused. */
export interface Refused {
  /** `apply WorkflowTemplate "taxi"` begins with the verb. */
  readonly verb: "apply" | "delete" | "create";
  readonly object: KubeObject;
  readonly namespace: string;
  readonly context: string;
  /** The object as it is in the cluster, for the values of a conflict. */
  readonly live?: KubeObject | undefined;
}

/** Why a server refuses an object, as a problem that says who refused, in whose words, and what mends it. */
export function refusal(error: ApiError, refused: Refused): readonly Diagnostic[] {
  const { verb, object, namespace, context, live } = refused;
  const { kind = "", metadata } = object;
  const name = metadata.name ?? "";
  const words = { kind, name, namespace, context, verb, reason: sentence(error.message) };
  const conflicts = conflictsOf(error, object, live);
  if (conflicts.length > 0) return conflicts.map((one) => problem("field-of-another", { ...words, ...one }));
  const webhook = /admission webhook "([^"]+)" denied the request:?\s*(.*)/s.exec(error.message);
  if (webhook !== null)
    return [problem("webhook-refused", { ...words, webhook: webhook[1] ?? "", reason: sentence(webhook[2] || "no reason") })];
  if (/failed calling webhook "/.test(error.message)) return [problem("webhook-away", words)];
  if (error.code === 401) return [problem("login-expired", words)];
  if (error.code === 429 || error.code === 503) return [problem("cluster-busy", words)];
  if (error.code === 403 && /exceeded quota/.test(error.message)) return [problem("quota-exceeded", words)];
  if (error.code === 403 && /being terminated/.test(error.message)) return [problem("namespace-ends", words)];
  if (error.code === 403) return [problem("apply-forbidden", words)];
  if (error.code === 404 && /namespaces? ".*" not found/.test(error.message)) return [problem("namespace-gone", words)];
  return [problem("object-refused", { ...words, reason: reasonsOf(error) })];
}

/** The fields that the server complains of, one a line; else its sentence. */
function reasonsOf({ message, status }: ApiError): string {
  const causes = status.details?.causes ?? [];
  const lines = causes.map(({ field, message: why = "" }) => (field === undefined ? why : `${field}: ${why}`));
  return sentence(lines.length > 0 ? lines.join("\n") : message);
}

const sentence = (text: string): string => text.trim().replace(/\.$/, "");
