import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { LocalStore } from "../../runner/artifacts/local-store.ts";
import { MountTable } from "../../runner/pods/mount-table.ts";
import type { ContainerEnd, Place, PodPlace, ReadyContainer, RunningContainer } from "../../runner/pods/place.ts";
import type { Pod, PodRunner } from "../../runner/pods/pod.ts";
import { noObjects, type PodOptions } from "../../runner/pods/pod-options.ts";
import { runPod } from "../../runner/pods/run-pod.ts";

/** A container as the function sees it that stands in for its program. */
export interface PlayedContainer {
  readonly pod: Pod;
  readonly container: ReadyContainer;
  /** Where a path of the container lies on this machine. */
  readonly path: (inPod: string) => string;
  readonly say: (line: string, stream?: "stdout" | "stderr") => void;
}

/** Does what the program would do, and says how it ended: nothing means well. */
export type Play = (played: PlayedContainer) => Promise<ContainerEnd | undefined> | ContainerEnd | undefined;

/**
 * Pods whose containers are functions of a test. All around them is the executor's own: inputs are placed, outputs are read and saved,
 * and what goes wrong is told in its words.
 *
 * @param folder of the run; its artifacts are kept in it
 */
export function playedPods(folder: string, play: Play, own: Partial<PodOptions> = {}): PodRunner {
  const options: PodOptions = { store: new LocalStore(join(folder, "artifacts")), objects: noObjects, env: {}, ...own };
  const place: Place = {
    refusal: async () => undefined,
    inputPath: (pod, { path = "" }) => join(rootOf(pod), path),
    open: async (pod) => openPod(pod, play),
  };
  return { refusal: async () => undefined, run: (pod) => runPod(pod, place, options), end: async () => undefined };
}

/** The container's files. */
const rootOf = ({ folder }: Pod): string => join(folder, "root");

function openPod(pod: Pod, play: Play): PodPlace {
  const files = ({ mounts }: ReadyContainer) => new MountTable(rootOf(pod), mounts);
  return {
    start: async (container) => {
      await mkdir(container.folder, { recursive: true });
      const [stdout, stderr] = [new PassThrough(), new PassThrough()];
      const streams = { stdout, stderr };
      const table = files(container);
      const path = (inPod: string) => table.onHost(inPod);
      const say: PlayedContainer["say"] = (line, stream = "stdout") => streams[stream].write(`${line}\n`);
      return { ...idle, stdout, stderr, ended: end({ pod, container, path, say }, play, [stdout, stderr]) };
    },
    find: (container, path) => files(container).find(path),
    end: async () => undefined,
  };
}

async function end(played: PlayedContainer, play: Play, streams: readonly PassThrough[]): Promise<ContainerEnd> {
  try {
    return (await play(played)) ?? { exitCode: 0 };
  } finally {
    for (const stream of streams) stream.end();
  }
}

const idle: Pick<RunningContainer, "pid" | "signal" | "exec" | "ip"> = {
  pid: () => undefined,
  signal: () => undefined,
  exec: async () => 0,
  ip: async () => "127.0.0.1",
};
