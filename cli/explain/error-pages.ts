import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** docs/errors/ of the package, wherever this code runs from: the sources, or the bundle in dist/ or in a folder of it. */
const folder = ((): string => {
  const url = import.meta.url;
  const root = url.includes("/dist/") ? url.slice(0, url.lastIndexOf("/dist/") + 1) : new URL("../../", url).href;
  return fileURLToPath(new URL("docs/errors/", root));
})();

export interface ErrorPage {
  /** Absolute. */
  readonly file: string;
  /** Markdown. */
  readonly text: string;
}

/** The page about a code; undefined when there is none. */
export function errorPage(code: string): ErrorPage | undefined {
  const file = `${folder}${code}.md`;
  if (!/^[a-z0-9-]+$/.test(code) || !existsSync(file)) return undefined;
  return { file, text: readFileSync(file, "utf8").replaceAll("\r\n", "\n") };
}
