import { join, relative } from "node:path";
import type { ArgoObject } from "../compiler/3-lower/lower.ts";
import { print } from "../compiler/4-print/print.ts";
import type { Workflow } from "../compiler/argo/model.generated.ts";
import { projectOf, workspaceOf } from "../containers/build/build-bundles.ts";
import { type ChosenWorkflow, chooseScheduled, chooseWorkflow } from "../runner/manifest/choose-workflow.ts";
import type { Cluster } from "../runner/manifest/cluster.ts";
import { withArguments } from "../runner/manifest/given-arguments.ts";
import { type ManifestText, readCluster } from "../runner/manifest/read-manifest.ts";
import { checkedPipeline, manifestObjects } from "./front.ts";
import { loadProfile } from "./load-profile.ts";
import { isManifestPath, manifestFiles } from "./manifest-files.ts";
import { reportDiagnostics } from "./print-diagnostics.ts";
import type { GivenParams } from "./run-params.ts";
import { UsageError } from "./usage-error.ts";

/** What the files of a run say, whoever starts it. */
export interface RunFiles {
  readonly cluster: Cluster;
  /** All of it as one text. */
  readonly manifest: string;
  /** The project whose `.pipewright` has its code and gets its run. */
  readonly workspace: string;
  /** A workflow with the values that the person gave. */
  readonly withGiven: (workflow: Workflow) => Workflow;
}

/** What files say that is to run. */
export interface PreparedRun extends RunFiles, ChosenWorkflow {}

export interface GivenOptions {
  readonly given: GivenParams;
  readonly profile: string | undefined;
}

/**
 * A pipeline is compiled, manifests are read; from there on both are the same. What the objects of one file refer to may be in another.
 *
 * @param isScheduled whether the run is what the CronWorkflow would start now, even if there is a Workflow too
 */
export async function prepareRun(
  paths: readonly string[],
  options: GivenOptions,
  isScheduled: boolean,
  now: number,
): Promise<PreparedRun> {
  const files = await readRunFiles(paths, options);
  const { workflow, ...scheduled } = isScheduled ? chooseScheduled(files.cluster, now) : chooseWorkflow(files.cluster, now);
  return { ...files, ...scheduled, workflow: files.withGiven(workflow) };
}

/** @throws ProblemError, RunError, UsageError for two pipelines */
export async function readRunFiles(paths: readonly string[], { given, profile }: GivenOptions): Promise<RunFiles> {
  const [pipeline, second] = paths.filter((path) => !isManifestPath(path));
  if (second !== undefined) throw new UsageError(`pipewright run takes one pipeline; "${second}" is one too many.`);
  const compiled = pipeline === undefined ? undefined : await compiledPipeline(pipeline, { given, profile });
  const manifests = manifestTexts(paths.filter(isManifestPath));
  const cluster = readCluster([...(compiled === undefined ? [] : [compiled]), ...manifests]);
  const args = compiled === undefined ? manifestArgs(given) : {}; // a pipeline's are in it
  return {
    cluster,
    manifest: joined([...(compiled === undefined ? [] : [{ name: compiled.name, text: print(compiled.objects) }]), ...manifests]),
    workspace: compiled?.workspace ?? projectOf(manifests[0]?.name ?? "") ?? workspaceHere(), // where the code of its images is
    withGiven: (workflow) => withArguments(workflow, cluster, args),
  };
}

async function compiledPipeline(
  file: string,
  { given, profile }: GivenOptions,
): Promise<{ readonly name: string; readonly objects: readonly ArgoObject[]; readonly workspace: string }> {
  const pipeline = await checkedPipeline(file, await loadProfile(profile, file));
  reportDiagnostics(pipeline.warnings);
  const objects = await manifestObjects(pipeline, { given, complete: true });
  return { name: file, objects, workspace: pipeline.workspace };
}

/** Of a folder also what Argo's objects read: ConfigMaps and Secrets. */
const manifestTexts = (paths: readonly string[]): readonly ManifestText[] =>
  manifestFiles(paths, (text) => text.includes("argoproj.io/") || /^\s*kind:\s*["']?(ConfigMap|Secret|List)\b/m.test(text)).map(
    ({ file, text }) => ({ name: file, text }),
  );

const joined = (texts: readonly ManifestText[]): string =>
  texts.length === 1
    ? (texts[0]?.text ?? "")
    : texts.map(({ name, text }) => `---\n# ${relative(process.cwd(), name)}\n${text.trimEnd()}\n`).join("");

/** The project where the person is. */
export const workspaceHere = (): string => workspaceOf(join(process.cwd(), "here"));

/** A manifest has no schemas: values travel as the text that Argo would get. */
function manifestArgs({ texts, values }: GivenParams): Readonly<Record<string, string>> {
  const fromFile = [...values].map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return Object.fromEntries([...fromFile, ...texts]);
}
