import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Platform } from "../oci/image-store.ts";
import { elfPlatform } from "./elf-machine.ts";

/** A file of a package, as it was laid. */
export interface LaidFile {
  /** From `node_modules/` on, with `/`. */
  readonly path: string;
  readonly executable: boolean;
  readonly bytes: number;
}

/** What is laid in an image, and what is not because it is native code of another platform. */
export interface LaidTree {
  /** Sorted by path. */
  readonly files: readonly LaidFile[];
  readonly foreign: readonly string[];
}

/** Walks what npm laid, without what no import can reach. */
export async function laidTree(folder: string, platform: Platform): Promise<LaidTree> {
  const files: LaidFile[] = [];
  const foreign: string[] = [];
  const walk = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory() && inner !== "node_modules/.bin") await walk(inner);
      if (!entry.isFile() || isLeftOut(inner)) continue;
      if (await isForeign(join(folder, inner), platform)) foreign.push(inner);
      else files.push(await laidFile(folder, inner));
    }
  };
  await walk("node_modules");
  return { files: files.sort((left, right) => (left.path < right.path ? -1 : 1)), foreign: foreign.sort() };
}

/** Declarations and source maps are for editors and debuggers, and half of what TensorFlow.js weighs; the other file is npm's own. */
const isLeftOut = (path: string): boolean =>
  /\.(d\.[cm]?ts|[cm]?js\.map|d\.[cm]?ts\.map|css\.map)$/.test(path) || path === "node_modules/.package-lock.json";

/** Some packages carry the native code of all platforms: what a process of this one can't load stays out. */
async function isForeign(file: string, platform: Platform): Promise<boolean> {
  return /\.(node|dll|dylib)$/.test(file) && elfPlatform(await readStart(file, 20)) !== platform;
}

/** Programs are known by how they begin, not by the mode they have here: Windows knows none, and the image has to be the same. */
async function laidFile(folder: string, path: string): Promise<LaidFile> {
  const file = join(folder, path);
  const { size } = await stat(file);
  if (size < 4 || /\.(m?js|cjs|json|wasm|md)$/.test(path)) return { path, executable: false, bytes: size };
  const start = (await readStart(file, 4)).toString("latin1");
  return { path, executable: start === "\x7fELF" || start.startsWith("#!"), bytes: size };
}

/** The first bytes of a file, fewer when it is shorter. */
async function readStart(file: string, length: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
