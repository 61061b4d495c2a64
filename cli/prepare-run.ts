import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { print } from "../compiler/4-print/print.ts";
import type { Workflow } from "../compiler/argo/model.generated.ts";
import { projectOf, workspaceOf } from "../containers/build/build-bundles.ts";
import { chooseWorkflow } from "../runner/manifest/choose-workflow.ts";
import { Cluster } from "../runner/manifest/cluster.ts";
import { withArguments } from "../runner/manifest/given-arguments.ts";
import { readManifest } from "../runner/manifest/read-manifest.ts";
import { checkedPipeline, manifestObjects } from "./front.ts";
import { requireFile } from "./load-pipeline.ts";
import { loadProfile } from "./load-profile.ts";
import { reportDiagnostics } from "./print-diagnostics.ts";
import type { GivenParams } from "./run-params.ts";

/** What a file says that is to run. */
export interface PreparedFile {
  readonly cluster: Cluster;
  readonly workflow: Workflow;
  readonly manifest: string;
  /** The project whose `.pipewright` has its code and gets its run. */
  readonly workspace: string;
}

/** A pipeline is compiled, a manifest is read; from there on both are the same. */
export async function prepareRun(file: string, given: GivenParams, profile: string | undefined): Promise<PreparedFile> {
  if (![".yaml", ".yml", ".json"].includes(extname(file))) {
    const pipeline = await checkedPipeline(file, await loadProfile(profile));
    reportDiagnostics(pipeline.warnings);
    const manifest = print(await manifestObjects(pipeline, { given, complete: true }));
    return { ...chosen(new Cluster(readManifest(manifest, file)), {}), manifest, workspace: pipeline.workspace };
  }
  const path = requireFile(file);
  const manifest = readFileSync(path, "utf8");
  return {
    ...chosen(new Cluster(readManifest(manifest, basename(path))), manifestArgs(given)),
    manifest,
    workspace: projectOf(path) ?? workspaceHere(), // where the code of a manifest's images is
  };
}

/** The project where the person is. */
export const workspaceHere = (): string => workspaceOf(join(process.cwd(), "here"));

function chosen(cluster: Cluster, given: Readonly<Record<string, string>>): Pick<PreparedFile, "cluster" | "workflow"> {
  return { cluster, workflow: withArguments(chooseWorkflow(cluster), cluster, given) };
}

/** A manifest has no schemas: values travel as the text that Argo would get. */
function manifestArgs({ texts, values }: GivenParams): Readonly<Record<string, string>> {
  const fromFile = [...values].map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return Object.fromEntries([...fromFile, ...texts]);
}
