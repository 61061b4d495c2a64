import { type Entry, openPromise, type ZipFile } from "yauzl";
import { ArtifactError } from "./artifact-error.ts";
import type { SafeTree } from "./safe-tree.ts";

const kindBits = 0o170000;
const linkKind = 0o120000;
const longestLink = 4096;

/**
 * Unpacks a zip file.
 * @throws ArtifactError when it is none, or hostile
 */
export async function unpackZip(file: string, tree: SafeTree): Promise<void> {
  const zip = await openPromise(file, { strictFileNames: false, validateEntrySizes: true }).catch((error: Error) => {
    throw new ArtifactError(
      /end of central directory/i.test(error.message) ? "zip: not a valid zip file" : `zip: ${error.message}`,
    );
  });
  try {
    for await (const entry of zip.eachEntry()) await addEntry(zip, entry, tree);
  } catch (error) {
    throw error instanceof ArtifactError ? error : new ArtifactError(`zip: ${(error as Error).message}`);
  } finally {
    zip.close();
  }
}

async function addEntry(zip: ZipFile, entry: Entry, tree: SafeTree): Promise<void> {
  const name = entry.fileName;
  const mode = entry.externalFileAttributes >>> 16;
  if (name.endsWith("/")) return tree.addFolder(name);
  if ((mode & kindBits) !== linkKind) return tree.addFile(name, mode & 0o777 || 0o666, await zip.openReadStreamPromise(entry));
  if (entry.uncompressedSize > longestLink) throw new ArtifactError(`the link "${name}" is too long`);
  const parts: Buffer[] = [];
  for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
  return tree.addLink(name, Buffer.concat(parts).toString());
}
