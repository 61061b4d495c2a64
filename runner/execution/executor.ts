import type { Template } from "../../compiler/argo/model.generated.ts";

/** One try of a pod: a template whose tags are all replaced, and a folder of its own. */
export interface PodRun {
  readonly template: Template;
  /** Holds `in/` with the inputs; gets `out/` and logs. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onLine: (stream: "stdout" | "stderr", line: string) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** How a pod ended. */
export interface PodResult {
  readonly exitCode: number;
  /** Why it was ended from outside, in Argo's words. */
  readonly ended: string | undefined;
  /** What the container wrote to its termination log. */
  readonly terminationMessage: string;
  readonly peakMemory: number | undefined;
}

/** Why an image can't run here. */
export interface ImageRefusal {
  readonly why: string;
  /** Whether it is one of ours, whose code only has to be made or fetched. */
  readonly isOurs: boolean;
}

/** Runs pods on this machine. */
export interface Executor {
  /** Why a template's image can't run here; undefined when it can. */
  readonly refusal: (template: Template) => Promise<ImageRefusal | undefined>;
  readonly run: (pod: PodRun) => Promise<PodResult>;
  /** Where a path inside the pod lies on this machine. */
  readonly hostPath: (pod: Pick<PodRun, "folder">, path: string) => string;
}
