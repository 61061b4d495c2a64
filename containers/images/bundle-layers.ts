import { createHash } from "node:crypto";
import { relative, resolve } from "node:path";
import type { BundleContent } from "../build/bundle-component.ts";
import type { ImageFile } from "../build/content-hash.ts";
import type { TreeEntry } from "../oci/tree-entry.ts";

/** Where everything of Pipewright's lies in an image. */
export const appFolder = "app";

/** The project's files that travel with a bundle. */
export const fileEntries = (files: readonly ImageFile[]): readonly TreeEntry[] =>
  [...new Map(files.map((file) => [`${file.digest}/${file.name}`, file])).entries()].map(([path, { file }]) => ({
    kind: "file",
    path: `${appFolder}/files/${path}`,
    executable: false,
    content: { file },
  }));

/** A component's program as an image has it. */
export interface Program {
  readonly entries: readonly TreeEntry[];
  /** The hash of the source map: lines may move where the code does not. */
  readonly mapHash: string;
}

/**
 * The program, and what leads its positions back to the author's files.
 * @param outFolder the folder that the paths of the source map are relative to
 */
export function programOf({ code, sourceMap }: BundleContent, outFolder: string, workspace: string): Program {
  const map = portableMap(sourceMap, outFolder, workspace);
  const file = (name: string, text: string): TreeEntry => ({
    kind: "file",
    path: `${appFolder}/${name}`,
    executable: false,
    content: { bytes: Buffer.from(text) },
  });
  return {
    entries: [file("main.mjs", `${code}//# sourceMappingURL=main.mjs.map\n`), file("main.mjs.map", map)],
    mapHash: createHash("sha256").update(map).digest("hex").slice(0, 16),
  };
}

/** The list of files in the text of a source map: the rest of it, a megabyte of positions, need not be read to change these. */
const sourcesList = /"sources":\s*(\[(?:\s*"(?:[^"\\]|\\.)*"\s*,?)*\s*\])/;

/** A source map that says nothing of where the project lay: files of the project from its folder on, those of packages from theirs. */
function portableMap(text: string, outFolder: string, workspace: string): string {
  const portable = (source: string): string => {
    const path = relative(workspace, resolve(outFolder, source)).replaceAll("\\", "/");
    const inPackages = path.lastIndexOf("node_modules/");
    if (inPackages >= 0) return path.slice(inPackages);
    return path.startsWith("../") ? path.replace(/^(\.\.\/)+(.*\/)?dist\//, "node_modules/pipewright/dist/") : path;
  };
  return text.replace(
    sourcesList,
    (_, list: string) => `"sources":${JSON.stringify((JSON.parse(list) as string[]).map(portable))}`,
  );
}
