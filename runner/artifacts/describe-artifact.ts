import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactRecord } from "../event.ts";

/** What the harness of our images writes beside the outputs. */
interface OutputsRecord {
  readonly artifacts?: Readonly<Record<string, { readonly type?: string; readonly digest?: string; readonly bytes?: number }>>;
}

/** Type, digest and size of an artifact: as its component recorded them, else its size alone. */
export async function describeArtifact(
  path: string,
  recordFile: string,
  name: string,
): Promise<Pick<ArtifactRecord, "artifactType" | "digest" | "bytes">> {
  const recorded = (await readRecord(recordFile))?.artifacts?.[name];
  return {
    bytes: recorded?.bytes ?? (await sizeOf(path)),
    ...(recorded?.type !== undefined && { artifactType: recorded.type }),
    ...(recorded?.digest !== undefined && { digest: recorded.digest }),
  };
}

async function readRecord(file: string): Promise<OutputsRecord | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as OutputsRecord;
  } catch {
    return undefined; // a foreign container leaves none
  }
}

async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path);
  if (!stats.isDirectory()) return stats.size;
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
