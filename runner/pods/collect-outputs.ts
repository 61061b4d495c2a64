import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact, Template } from "../../compiler/argo/model.generated.ts";
import { ArtifactError } from "../artifacts/artifact-error.ts";
import type { ArtifactContext } from "../artifacts/artifact-sources.ts";
import { describeArtifact } from "../artifacts/describe-artifact.ts";
import { saveArtifact } from "../artifacts/save-artifact.ts";
import { asText } from "./as-text.ts";
import type { PodPlace, ReadyContainer } from "./place.ts";
import { asTravelled } from "./place-inputs.ts";
import type { ArtifactFacts, Pod } from "./pod.ts";
import { overlappingMount } from "./pod-containers.ts";

/** What a pod left behind. */
export interface CollectedOutputs {
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts: readonly Artifact[];
  readonly facts: Readonly<Record<string, ArtifactFacts>>;
  /** What the container that saves outputs would say. */
  readonly problem: string | undefined;
}

/** Nobody means a value of this size; JavaScript's texts end near it. */
const largestValue = 256 * 2 ** 20;

/**
 * What Argo says when the main container can't hand an output over; it then fails with exit code 64, whatever its program did. A folder is
 * no value.
 */
export async function handOverProblem(template: Template, main: ReadyContainer, place: PodPlace): Promise<string | undefined> {
  for (const path of valuePaths(template)) {
    if (overlappingMount(template, path) !== undefined) continue;
    const file = await place.find(main, path);
    if (file === undefined || !(await stat(file)).isDirectory()) continue;
    const copy = `/var/run/argo/outputs/parameters/${path}`;
    return `failed to copy ${path} to ${copy}: write ${copy}: copy_file_range: is a directory`;
  }
  return undefined;
}

const valuePaths = ({ outputs }: Template): readonly string[] =>
  (outputs?.parameters ?? []).flatMap(({ valueFrom }) => (valueFrom?.path ? [valueFrom.path] : []));

/** Reads the parameters and saves the artifacts of a pod whose main container has ended. */
export async function collectOutputs(
  pod: Pod,
  main: ReadyContainer,
  place: PodPlace,
  context: ArtifactContext,
): Promise<CollectedOutputs> {
  const { template } = pod;
  const parameters: Record<string, string> = {};
  const artifacts: Artifact[] = [];
  const facts: Record<string, ArtifactFacts> = {};
  let missing: string | undefined;
  for (const { name, valueFrom } of template.outputs?.parameters ?? []) {
    if (!valueFrom?.path) continue;
    const value = await readValue(template, valueFrom.path, main, place);
    if (value.text !== undefined) parameters[name] = value.text;
    else if (valueFrom.default !== undefined) parameters[name] = withoutNewline(asTravelled(valueFrom.default, template));
    else missing ??= value.problem;
  }
  let unsaved = "";
  for (const artifact of template.outputs?.artifacts ?? []) {
    if (!artifact.path) continue;
    const problem = await keep(pod, artifact, main, place, context).then(
      (kept) => {
        if (kept === undefined) return undefined;
        artifacts.push(kept.artifact);
        facts[artifact.name] = kept.facts;
        return undefined;
      },
      (error: Error) => error.message,
    );
    if (problem !== undefined) unsaved += `${problem}; `;
  }
  return { parameters, artifacts, facts, problem: missing ?? (unsaved === "" ? undefined : unsaved) };
}

async function readValue(template: Template, path: string, main: ReadyContainer, place: PodPlace) {
  const volume = overlappingMount(template, path);
  const seenAt = volume === undefined ? `/var/run/argo/outputs/parameters${path}` : `/mainctrfs${path}`;
  const file = await place.find(main, path);
  if (file === undefined) return { problem: `open ${seenAt}: no such file or directory` };
  const stats = await stat(file);
  if (stats.isDirectory()) return volume === undefined ? { text: "" } : { problem: `read ${seenAt}: is a directory` };
  if (!stats.isFile()) return { problem: `open ${seenAt}: it is no file` };
  if (stats.size > largestValue) return { problem: `read ${seenAt}: ${stats.size} bytes are too many for a parameter` };
  return { text: withoutNewline(asText(await readFile(file))) };
}

const withoutNewline = (text: string): string => (text.endsWith("\n") ? text.slice(0, -1) : text);

async function keep(pod: Pod, artifact: Artifact, main: ReadyContainer, place: PodPlace, context: ArtifactContext) {
  const path = artifact.path ?? "";
  const volume = overlappingMount(pod.template, path);
  const file = await place.find(main, path);
  if (file === undefined) {
    if (artifact.optional === true) return undefined;
    const trimmed = path.replace(/\/$/, "");
    throw new ArtifactError(
      volume === undefined
        ? `open /var/run/argo/outputs/artifacts${trimmed}.tgz: no such file or directory`
        : `stat /mainctrfs${trimmed}: no such file or directory`,
    );
  }
  const options = { key: pod.keyOf(artifact.name), mayMove: volume === undefined && !isNeededTwice(pod.template, artifact) };
  const saved = await saveArtifact(artifact, file, options, context);
  if (saved.path === undefined) return { artifact: saved.artifact, facts: {} };
  const record = join(pod.folder, "out", "outputs.json");
  const described = await describeArtifact(saved.path, record, artifact.name).catch(() => ({ bytes: 0 }));
  return { artifact: saved.artifact, facts: { path: saved.path, ...described } };
}

/** Whether what lies at the path of an output is, or holds, or is a part of, another output or an input. */
function isNeededTwice({ inputs, outputs }: Template, artifact: Artifact): boolean {
  const path = `${artifact.path}/`;
  const others = [...(inputs?.artifacts ?? []), ...(outputs?.artifacts ?? [])].filter(
    (other) => other !== artifact && other.path,
  );
  return others.some((other) => path.startsWith(`${other.path}/`) || `${other.path}/`.startsWith(path));
}
