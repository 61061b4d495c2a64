import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SourceFinding } from "../compiler/source/source-finding.ts";
import { type FileState, isUnchanged } from "../containers/build/file-state.ts";

/** What was read in a pipeline file, and the state of every file that was looked at for it. */
interface CachedReading {
  readonly files: readonly FileState[];
  readonly findings: readonly SourceFinding[];
}

/** Where the reading of a pipeline file is remembered. `reader` names the rules: other rules find other things. */
export function readingFile(workspace: string, file: string, reader: string): string {
  const key = createHash("sha256")
    .update(JSON.stringify([file, reader]))
    .digest("hex")
    .slice(0, 32);
  return join(workspace, ".pipewright", "cache", "source", `${key}.json`);
}

/** What was found in the very same files before. */
export function rememberedFindings(path: string): readonly SourceFinding[] | undefined {
  try {
    const { files, findings } = JSON.parse(readFileSync(path, "utf8")) as CachedReading;
    return files.every(isUnchanged) ? findings : undefined;
  } catch {
    return undefined; // never read, or half a file of another program's
  }
}

/** Remembers a reading; a project that can't be written to is read again each time. */
export function rememberFindings(path: string, files: readonly FileState[], findings: readonly SourceFinding[]): void {
  const reading: CachedReading = { files, findings };
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(reading));
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // nothing is lost but time
  }
}
