import { buffer } from "node:stream/consumers";
import type { RegistryConnection } from "../connection.ts";
import type { Answer } from "../http/exchange.ts";
import { registryError } from "../registry-error.ts";

/** A JSON object that a registry made. @throws RegistryError `registry-failed` when it is none */
export function documentIn(
  connection: RegistryConnection,
  bytes: Uint8Array,
  request: string,
): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below.
  }
  throw registryError("registry-failed", { registry: connection.registry, request, answer: "something that is no JSON object" });
}

/** The same of an answer whose body was read. */
export const readDocument = async (connection: RegistryConnection, { body }: Answer, request: string) =>
  documentIn(connection, await buffer(body), request);
