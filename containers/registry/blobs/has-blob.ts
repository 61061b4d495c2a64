import type { RegistryConnection } from "../connection.ts";
import { discardBody } from "../http/read-body.ts";
import type { Scope } from "../login/scope.ts";

/** Whether a repository has a blob. @param actions with "pull,push" it is asked by the token that is going to write */
export async function hasBlob(
  connection: RegistryConnection,
  repository: string,
  digest: string,
  actions: Scope["actions"] = "pull",
): Promise<boolean> {
  const scopes = [{ repository, actions }];
  const answer = await connection.request({ method: "HEAD", to: `${repository}/blobs/${digest}`, scopes });
  if (answer.status !== 200 && answer.status !== 404) throw await connection.refusal(answer, `Asking for ${digest}`, scopes);
  await discardBody(answer.body);
  return answer.status === 200;
}
