import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FollowedWorkflow } from "./followed-workflow.ts";
import { fetchArtifact, type RepositoryOptions } from "./repository-access.ts";

/** What is longer is cut: the rest can be fetched as an artifact. */
const mostBytes = 64 * 2 ** 20;

/**
 * The log of a step's pod from the artifact repository, where `archiveLogs` keeps it.
 *
 * @returns undefined when none was kept
 * @throws FollowError `cluster-artifact-unreachable`
 */
export async function archivedLog(
  workflow: FollowedWorkflow,
  node: string,
  options: RepositoryOptions,
): Promise<readonly string[] | undefined> {
  const artifact = workflow.nodes.get(node)?.outputs?.artifacts?.find(({ name }) => name === "main-logs");
  if (artifact === undefined) return undefined;
  const temp = await mkdtemp(join(tmpdir(), "pipewright-log-"));
  try {
    const path = join(temp, "log");
    await fetchArtifact(artifact, path, options);
    const { size } = await stat(path);
    const text = (await readFile(path)).subarray(0, mostBytes).toString("utf8");
    const lines = text.split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    return size > mostBytes ? [...lines, "… more in the artifact main-logs"] : lines;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}
