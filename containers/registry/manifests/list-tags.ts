import type { RegistryConnection } from "../connection.ts";
import { nextPage } from "./next-page.ts";
import { readDocument } from "./read-document.ts";

const pageBytes = 16 * 1024 * 1024;

/** The tags of a repository, page by page, sorted; none when there is no such repository. */
export async function listTags(connection: RegistryConnection, repository: string): Promise<readonly string[]> {
  const scopes = [{ repository, actions: "pull" }] as const;
  const tags = new Set<string>();
  const seen = new Set<string>();
  const request = `Listing the tags of ${repository}`;
  let to: string | URL | undefined = `${repository}/tags/list?n=1000`;
  while (to !== undefined && !seen.has(String(to))) {
    seen.add(String(to));
    const answer = await connection.request({ method: "GET", to, scopes, whole: pageBytes });
    if (answer.status === 404) return [];
    if (answer.status !== 200) throw await connection.refusal(answer, request, scopes);
    const { tags: page } = await readDocument(connection, answer, request);
    if (Array.isArray(page)) for (const tag of page) tags.add(String(tag));
    to = nextPage(answer);
  }
  return [...tags].sort();
}
