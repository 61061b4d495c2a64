import { readFileSync } from "node:fs";
import { resolve } from "../compiler/1-resolve/resolve.ts";
import { check } from "../compiler/2-check/check.ts";
import { type ArgoObject, lower } from "../compiler/3-lower/lower.ts";
import { type Diagnostic, isError } from "../compiler/diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../compiler/diagnostics/sort-diagnostics.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { tasksOfAll } from "../compiler/plan/visit-plan.ts";
import type { FullProfile } from "../compiler/profiles/profiles.ts";
import type { SourceFinding } from "../compiler/source/source-finding.ts";
import type { Target } from "../compiler/targets/target.ts";
import { defaultTarget } from "../compiler/targets/targets.ts";
import { patchWarnings, verifyManifest } from "../compiler/verify/verify-manifest.ts";
import { workspaceOf } from "../containers/build/build-bundles.ts";
import { defaultRegistry, imagesOf } from "./images.ts";
import { takeLateProblems } from "./late-problems.ts";
import { loadPipeline, requireFile } from "./load-pipeline.ts";
import { mergeSourceFindings } from "./merge-source-findings.ts";
import { ProblemError } from "./problem-error.ts";
import { projectLock } from "./project-lock.ts";
import { checkRunParams, type GivenParams } from "./run-params.ts";
import { readPipelineSource } from "./source-reader.ts";

/** A pipeline of the author's that has passed every check. */
export interface CheckedPipeline {
  readonly plan: Plan;
  /** Absolute. */
  readonly file: string;
  readonly workspace: string;
  readonly warnings: readonly Diagnostic[];
}

/** Reads an author's file and what it imports from the project. */
export type ReadSource = (file: string, workspace: string) => Promise<readonly SourceFinding[]>;

/**
 * Loads, resolves and checks a pipeline, while another thread reads its source.
 * @param meanwhile is begun with the plan while the source is still being read; what comes of it counts only when the pipeline is found sound
 * @throws ProblemError
 */
export async function checkedPipeline(
  path: string,
  profile?: FullProfile,
  readSource: ReadSource = readPipelineSource,
  meanwhile?: (plan: Plan, workspace: string) => void,
): Promise<CheckedPipeline> {
  const file = requireFile(path);
  const workspace = workspaceOf(file);
  const reading = readSource(file, workspace);
  reading.catch(() => undefined); // told below, unless the pipeline can't be loaded for a reason of its own
  if (hasLoop(file)) refuseEndless(await reading);
  const pipeline = await loadPipeline(path).catch((error) => throwMerged(error, reading));
  const plan = resolve(pipeline, profile && { profile });
  meanwhile?.(plan, workspace);
  const findings = await reading;
  const problems = mergeSourceFindings([...check(plan), ...takeLateProblems(file, findings)], findings);
  if (problems.some(isError)) throw new ProblemError([...problems, ...(await imageProblems(plan, workspace))]);
  return { plan, file, workspace, warnings: problems };
}

/** A loop that could go on for ever: such a file is loaded when it has been read. */
const hasLoop = (file: string): boolean =>
  /\b(while|for)\s*\((?!\s*(const|let|var)\s[^;]*\sof\s)/.test(readFileSync(file, "utf8"));

/** `while (ref)` never ends, and neither would loading it. */
function refuseEndless(findings: readonly SourceFinding[]): void {
  if (findings.some(({ endless }) => endless)) throw new ProblemError(findings.map(({ diagnostic }) => diagnostic));
}

/** A file that can't be loaded has perhaps been read, and then it is known why. */
async function throwMerged(error: unknown, reading: ReturnType<ReadSource>): Promise<never> {
  if (!(error instanceof ProblemError)) throw error;
  throw new ProblemError(mergeSourceFindings(error.diagnostics, await reading));
}

/** What is wrong with the files and the code of a plan, which has other problems already: everything is said at once. */
async function imageProblems(plan: Plan, workspace: string): Promise<readonly Diagnostic[]> {
  try {
    await imagesOf(plan, workspace, { registry: defaultRegistry, lock: undefined });
    return [];
  } catch (error) {
    return error instanceof ProblemError ? error.diagnostics : [];
  }
}

export interface ManifestOptions {
  readonly given: GivenParams;
  /** Whether every parameter must have a value. */
  readonly complete: boolean;
  readonly registry?: string | undefined;
  readonly target?: Target | undefined;
}

/** The Argo objects of a pipeline, with the images of today's code. @throws ProblemError */
export async function manifestObjects(
  { plan, workspace, warnings }: CheckedPipeline,
  { given, complete, registry, target = defaultTarget }: ManifestOptions,
): Promise<readonly ArgoObject[]> {
  const args = checkRunParams(plan.params, given, complete);
  const lock = await projectLock(workspace);
  const naming = { registry: registry ?? lock?.registry ?? defaultRegistry, lock };
  const objects = lower(plan, { images: await imagesOf(plan, workspace, naming), args });
  const byHand = await rawProblemsOf(plan, objects);
  const refused = [...verifyManifest(plan, objects, target), ...byHand.filter(isError)];
  const doubts = () => [...warnings, ...patchWarnings(plan, objects, target), ...byHand.filter((one) => !isError(one))];
  if (refused.length > 0) throw new ProblemError(sortDiagnostics([...refused, ...doubts()]));
  return objects;
}

/** What is wrong with templates by hand; the laws of YAML are many, and loaded only for who has some. */
export async function rawProblemsOf(plan: Plan, objects: readonly ArgoObject[]): Promise<readonly Diagnostic[]> {
  if (!tasksOfAll(plan).some(({ component }) => component.work.kind === "raw")) return [];
  const { rawProblems } = await import("../compiler/verify/raw-problems.ts");
  return rawProblems(plan, objects);
}
