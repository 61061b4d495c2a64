import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** What a file or a folder holds, as one number. */
export interface ContentDigest {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** Of all files together. */
  readonly bytes: number;
}

/**
 * The digest of a file's bytes, or of a folder: the SHA-256 of a line per file, `<sha256> <bytes> <path>`, sorted by path.
 * Times, owners and modes do not count, nor do empty folders; so the same content has the same digest everywhere.
 * @throws Error for a link or anything else that is neither file nor folder
 */
export async function contentDigest(path: string): Promise<ContentDigest> {
  const stats = await lstat(path);
  if (stats.isFile()) return { digest: `sha256:${await fileSha256(path)}`, bytes: stats.size };
  const lines: string[] = [];
  let bytes = 0;
  for (const file of await filesBelow(path)) {
    const { size } = await lstat(join(path, file));
    bytes += size;
    lines.push(`${await fileSha256(join(path, file))} ${size} ${file}\n`);
  }
  return { digest: `sha256:${createHash("sha256").update(lines.join("")).digest("hex")}`, bytes };
}

/** Relative paths of all files below a folder, with `/` on every platform, sorted by code unit. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) throw new Error(`"${path}" is a link or a device; only files and folders have content.`);
    files.push(path.slice(folder.length + 1).replaceAll("\\", "/"));
  }
  return files.sort();
}

async function fileSha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
