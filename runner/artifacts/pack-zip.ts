import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { walkTree } from "./walk-tree.ts";

/** Packs a file or folder as a zip with one entry at its top. A zip has no links: they are left out, as pipes and devices are. */
export async function packZip(from: string, topName: string, to: string): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(to));
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  for await (const { name: below, path, stats } of walkTree(from)) {
    const name = below === "" ? topName : `${topName}/${below}`;
    const options = { mode: stats.mode, mtime: stats.mtime };
    if (stats.isDirectory()) zip.addEmptyDirectory(name, options);
    else if (stats.isFile()) zip.addFile(path, name, options);
  }
  zip.end();
  await Promise.race([written, failed]);
}
