import type { RegistryConnection } from "../connection.ts";
import type { Answer } from "../http/exchange.ts";
import { nextPage } from "./next-page.ts";
import { readDocument } from "./read-document.ts";

const pageBytes = 16 * 1024 * 1024;

const pageTags = 100;

/** The tags of a repository, page by page, sorted; none when there is no such repository. */
export async function listTags(connection: RegistryConnection, repository: string): Promise<readonly string[]> {
  const scopes = [{ repository, actions: "pull" }] as const;
  const tags = new Set<string>();
  const request = `Listing the tags of ${repository}`;
  const path = `${repository}/tags/list?n=${pageTags}`;
  let to: string | URL | undefined = path;
  while (to !== undefined) {
    const answer: Answer = await connection.request({ method: "GET", to, scopes, whole: pageBytes });
    if (answer.status === 404) return [];
    if (answer.status !== 200) throw await connection.refusal(answer, request, scopes);
    const { tags: page } = await readDocument(connection, answer, request);
    const found = Array.isArray(page) ? page.map(String) : [];
    const before = tags.size;
    for (const tag of found) tags.add(tag);
    // A page with nothing new is the last one; one that is full and names no next one may not be.
    const further = found.length >= pageTags ? `${path}&${new URLSearchParams({ last: found.at(-1)! })}` : undefined;
    to = tags.size === before ? undefined : (nextPage(answer) ?? further);
  }
  return [...tags].sort();
}
