import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** docs/errors/ of the package, wherever this code runs from: the sources, or the bundle in dist/ or in a folder of it. */
const folder = ((): string => {
  const url = import.meta.url;
  const root = url.includes("/dist/") ? url.slice(0, url.lastIndexOf("/dist/") + 1) : new URL("../../", url).href;
  return fileURLToPath(new URL("docs/errors/", root));
})();

/** Where the page about a code lies; undefined when there is none. */
export function errorPageFile(code: string): string | undefined {
  const file = `${folder}${code}.md`;
  return /^[a-z0-9-]+$/.test(code) && existsSync(file) ? file : undefined;
}

/** The page about a code, as Markdown. */
export function errorPage(code: string): string | undefined {
  const file = errorPageFile(code);
  return file === undefined ? undefined : readFileSync(file, "utf8").replaceAll("\r\n", "\n");
}
