import type { ArtifactRecord } from "../../event.ts";
import { artifactsOf, type ReportRun, type ReportStep } from "../report-run.ts";
import type { LookInto } from "./look-into.ts";
import { makePreview } from "./make-preview.ts";
import type { Preview } from "./preview.ts";
import { previewSize } from "./preview-size.ts";

/** An artifact with what can be seen of it. */
export interface SeenArtifact {
  /** The name of its place in the page: `artifact-3`. */
  readonly id: string;
  readonly step: ReportStep;
  readonly artifact: ArtifactRecord;
  readonly preview: Preview;
}

/** The page holds no more than this of previews. */
const maxTotal = 6 * 1024 * 1024;

/** Looks into all artifacts, in the steps' order. What the results show already is only named. */
export async function previews(run: ReportRun, lookInto: LookInto): Promise<readonly SeenArtifact[]> {
  const seen: SeenArtifact[] = [];
  let left = maxTotal;
  for (const step of run.steps) {
    for (const artifact of artifactsOf(step)) {
      const preview = await previewOf(artifact, lookInto, left);
      left -= previewSize(preview);
      seen.push({ id: `artifact-${seen.length + 1}`, step, artifact, preview });
    }
  }
  return seen;
}

async function previewOf(artifact: ArtifactRecord, lookInto: LookInto, left: number): Promise<Preview> {
  if (artifact.artifactType === "Metrics" || artifact.artifactType === "Html")
    return { kind: "none", note: "Shown in the results." };
  try {
    const preview = makePreview(await lookInto(artifact));
    return previewSize(preview) > left ? { kind: "none", note: "This page holds as many artifacts as it can." } : preview;
  } catch (error) {
    return { kind: "none", note: `It could not be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
