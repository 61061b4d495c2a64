import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { ApiError } from "../api-error.ts";
import type { ConnectionError } from "../connection-error.ts";

/** A cluster that has answered before and does not any more. */
export const lostCluster = ({ address, message }: ConnectionError, context: string): Diagnostic =>
  problem("cluster-lost", { context, address, reason: message });

/** A refusal that is about no single object: expired logins, a server with too much to do. */
export function clusterRefusal({ code, message }: ApiError, context: string): Diagnostic {
  if (code === 401) return problem("login-expired", { context, reason: message });
  if (code === 429 || code === 503) return problem("cluster-busy", { context, reason: message });
  return problem("cluster-refuses", { context, reason: message });
}
