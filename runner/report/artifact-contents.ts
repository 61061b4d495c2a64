import { readFile, stat } from "node:fs/promises";
import type { ArtifactRecord } from "../event.ts";
import { ownArtifact } from "../run/own-artifact.ts";
import { formatBytes } from "./format-bytes.ts";
import { artifactsOf, type ReportRun, type ReportStep } from "./report-run.ts";

/** Gives the bytes of an artifact; rejects when there are none to give. */
export type ReadArtifact = (artifact: ArtifactRecord) => Promise<Uint8Array>;

/** An artifact that the report shows, with its text or why it is not shown. */
export interface ShownArtifact {
  readonly step: ReportStep;
  readonly artifact: ArtifactRecord;
  readonly content: { readonly text: string } | { readonly missing: string };
}

/** Larger artifacts are named and not shown. */
const maxBytes = 4 * 1024 * 1024;
/** The page holds no more than this of artifacts, so that a browser opens it. */
const maxTotalBytes = 32 * 1024 * 1024;

/** Reads the `Metrics` and `Html` artifacts of all steps, in the steps' order. */
export async function artifactContents(run: ReportRun, read: ReadArtifact): Promise<readonly ShownArtifact[]> {
  const shown: ShownArtifact[] = [];
  let total = 0;
  for (const step of run.steps) {
    for (const artifact of artifactsOf(step)) {
      if (artifact.artifactType !== "Metrics" && artifact.artifactType !== "Html") continue;
      const content = await contentOf(artifact, read, maxTotalBytes - total);
      if ("text" in content) total += content.text.length;
      shown.push({ step, artifact, content });
    }
  }
  return shown;
}

async function contentOf(artifact: ArtifactRecord, read: ReadArtifact, left: number): Promise<ShownArtifact["content"]> {
  if (artifact.bytes > maxBytes)
    return { missing: `It has ${formatBytes(artifact.bytes)}; this page shows up to ${formatBytes(maxBytes)} of one artifact.` };
  if (artifact.bytes > left) return { missing: `This page holds ${formatBytes(maxTotalBytes)} of artifacts already.` };
  try {
    const bytes = await read(artifact);
    if (bytes.byteLength > maxBytes)
      return {
        missing: `It has ${formatBytes(bytes.byteLength)}; this page shows up to ${formatBytes(maxBytes)} of one artifact.`,
      };
    return { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    return { missing: `It could not be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Reads from this machine's disk what a run itself has left. */
export const readFromDisk =
  (folder: string): ReadArtifact =>
  async ({ path }) => {
    const real = ownArtifact(folder, path);
    const stats = await stat(real);
    if (!stats.isFile()) throw new Error("it is no file");
    if (stats.size > maxBytes) throw new Error(`the file has ${formatBytes(stats.size)}, more than its record says`);
    return await readFile(real);
  };
