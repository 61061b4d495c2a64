import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** containers/bases/ of the package, wherever this code runs from: the sources, or the bundle in dist/ or in a folder of it. */
const folder = ((): string => {
  const url = import.meta.url;
  const root = url.includes("/dist/") ? url.slice(0, url.lastIndexOf("/dist/") + 1) : new URL("../../", url).href;
  return fileURLToPath(new URL("containers/bases/", root));
})();

/** How a variant's base is made: a folder with its Dockerfile, as a person would name it from here. */
export function baseFolder(variant: string): string {
  const path = `${folder}${variant}`;
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}
