import type { Answer } from "../http/exchange.ts";

/** Where a list goes on (RFC 8288, `Link: </v2/…>; rel="next"`); only within the same registry. */
export function nextPage({ headers, url }: Answer): URL | undefined {
  const header = Array.isArray(headers.link) ? headers.link.join(", ") : headers.link;
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(header ?? "")?.[1];
  if (target === undefined || !URL.canParse(target, url.href)) return undefined;
  const next = new URL(target, url);
  if (next.host !== url.host) return undefined;
  next.protocol = url.protocol;
  return next;
}
