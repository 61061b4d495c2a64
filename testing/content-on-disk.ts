import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { filesBelow } from "../util/content-digest.ts";
import { type Content, isFile } from "./test-artifact.ts";

/** Writes what an artifact holds: a file, or a folder with files in it. */
export async function writeContent(path: string, content: Content): Promise<void> {
  if (isFile(content)) {
    await writeFile(path, content);
    return;
  }
  await mkdir(path);
  for (const [file, bytes] of Object.entries(content)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), bytes);
  }
}

/** Reads what a file or a folder holds: text where it is text. */
export async function contentAt(path: string): Promise<Content> {
  const read = async (file: string): Promise<string | Uint8Array> => {
    const bytes = await readFile(file);
    const text = bytes.toString("utf8");
    return Buffer.from(text).equals(bytes) ? text : bytes;
  };
  try {
    return await read(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EISDIR") throw error;
  }
  const files = await filesBelow(path);
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await read(join(path, file))] as const)));
}
