import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What is below a folder: contents of files, `-> target` of links, `/` for folders. */
export function readTree(root: string, below = ""): Readonly<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const name of readdirSync(join(root, below)).sort()) {
    const path = below === "" ? name : `${below}/${name}`;
    const stats = lstatSync(join(root, path));
    if (stats.isSymbolicLink()) tree[path] = `-> ${readlinkSync(join(root, path))}`;
    else if (stats.isDirectory()) Object.assign(tree, { [path]: "/" }, readTree(root, path));
    else tree[path] = readFileSync(join(root, path), "utf8");
  }
  return tree;
}
