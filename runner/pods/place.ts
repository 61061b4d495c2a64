import type { Readable } from "node:stream";
import type { Artifact, Container, Template, Volume } from "../../compiler/argo/model.generated.ts";
import type { Mount } from "./mount.ts";
import type { Pod, PodRefusal } from "./pod.ts";
import type { PodContainer } from "./pod-containers.ts";

/** A container with all that it needs to start. */
export interface ReadyContainer {
  readonly name: string;
  readonly role: PodContainer["role"];
  readonly spec: Container;
  /** Program and arguments; empty when they are the image's own. */
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  /** The files of this machine into which it writes its last words and its progress. */
  readonly files: { readonly termination: string; readonly progress: string };
  /** For its log and what else belongs to it alone. */
  readonly folder: string;
}

/** How a container ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  /** What is said of it when it has left no words itself. */
  readonly message?: string;
  readonly oomKilled?: boolean;
}

/** A container that has been started, or has failed to. */
export interface RunningContainer {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ended: Promise<ContainerEnd>;
  /** The first of its processes as this machine counts them, once it is known; undefined where another program looks after it. */
  readonly pid: () => number | undefined;
  /** Signals all its processes. */
  readonly signal: (signal: "SIGTERM" | "SIGKILL") => void;
  /** Runs a command inside, as probes do. @returns its exit code */
  readonly exec: (command: readonly string[], timeoutSeconds: number) => Promise<number>;
  /** Where its servers can be reached. */
  readonly ip: () => Promise<string>;
}

/** The surroundings of one pod. */
export interface PodPlace {
  /** May be called again for a container that is tried once more, which finds its files as it left them. */
  readonly start: (container: ReadyContainer) => Promise<RunningContainer>;
  /** Where an output of a container that has ended lies on this machine. No link is followed out of the container. */
  readonly find: (container: ReadyContainer, path: string) => Promise<string | undefined>;
  readonly end: () => Promise<void>;
}

/** A sort of place where pods run. */
export interface Place {
  readonly refusal: (template: Template, volumes: readonly Volume[]) => Promise<PodRefusal | undefined>;
  /** Where an input artifact is to lie when it is not mounted to its path. */
  readonly inputPath?: (pod: Pod, artifact: Artifact) => string;
  readonly open: (pod: Pod) => Promise<PodPlace>;
}
