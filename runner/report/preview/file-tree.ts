import type { FileLine } from "./preview.ts";

/** What lies in a folder: folders by name, and files with their last name. */
export interface FileTree {
  readonly folders: ReadonlyMap<string, FileTree>;
  readonly files: readonly FileLine[];
}

/** Deeper ways stand in one line: nobody opens fifty folders, and a browser does not nest for ever. */
const maxDepth = 8;

/**
 * Files by their ways as a tree. A folder that holds nothing but one folder stands with it in one line.
 *
 * @example
 * fileTree([{ name: "a/b/c.csv", bytes: 1 }]).folders // => Map { "a/b" => { files: [{ name: "c.csv", bytes: 1 }] } }
 */
export function fileTree(files: readonly FileLine[], depth = 0): FileTree {
  const inside = new Map<string, FileLine[]>();
  const here: FileLine[] = [];
  for (const file of files) {
    const at = file.name.indexOf("/", 1);
    if (at < 0 || depth >= maxDepth) here.push(file);
    else {
      const folder = file.name.slice(0, at);
      inside.set(folder, [...(inside.get(folder) ?? []), { ...file, name: file.name.slice(at + 1) }]);
    }
  }
  return { folders: new Map([...inside].map(([name, below]) => joined(name, fileTree(below, depth + 1)))), files: here };
}

function joined(name: string, tree: FileTree): readonly [string, FileTree] {
  const [[only, inner] = [], ...others] = [...tree.folders];
  return only === undefined || inner === undefined || others.length > 0 || tree.files.length > 0
    ? [name, tree]
    : [`${name}/${only}`, inner];
}
