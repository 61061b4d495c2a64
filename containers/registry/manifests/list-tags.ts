import type { RegistryConnection } from "../connection.ts";
import { discardBody, readBody } from "../http/read-body.ts";
import { nextPage } from "./next-page.ts";

const pageBytes = 16 * 1024 * 1024;

/** The tags of a repository, page by page, sorted; none when there is no such repository. */
export async function listTags(connection: RegistryConnection, repository: string): Promise<readonly string[]> {
  const scopes = [{ repository, actions: "pull" }] as const;
  const tags = new Set<string>();
  const seen = new Set<string>();
  let to: string | URL | undefined = `${repository}/tags/list?n=1000`;
  while (to !== undefined && !seen.has(String(to))) {
    seen.add(String(to));
    const answer = await connection.request({ method: "GET", to, scopes });
    if (answer.status === 404) {
      await discardBody(answer.body);
      return [];
    }
    if (answer.status !== 200) throw await connection.refusal(answer, `Listing the tags of ${repository}`, scopes);
    const page = JSON.parse(Buffer.from(await readBody(answer.body, pageBytes)).toString()) as {
      readonly tags?: readonly string[] | null;
    };
    for (const tag of page.tags ?? []) tags.add(tag);
    to = nextPage(answer);
  }
  return [...tags].sort();
}
