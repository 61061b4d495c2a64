import type { RegistryConnection } from "../connection.ts";
import { discardBody } from "../http/read-body.ts";
import type { Scope } from "../login/scope.ts";

/** Begins an upload. @returns where its bytes go */
export async function beginUpload(connection: RegistryConnection, repository: string): Promise<URL> {
  const scopes: readonly Scope[] = [{ repository, actions: "pull,push" }];
  const answer = await connection.request({ method: "POST", to: `${repository}/blobs/uploads/`, scopes });
  if (answer.status !== 202) throw await connection.refusal(answer, "Beginning an upload", scopes);
  await discardBody(answer.body);
  return connection.location(answer);
}
