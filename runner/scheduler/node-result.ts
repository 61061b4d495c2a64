import type { NodePhase } from "../event.ts";

/** Where an artifact is: under a key of the run's store. */
export interface ArtifactLocation {
  readonly key: string;
}

/** An artifact: under a key, or in the manifest itself. */
export type LocatedArtifact = ArtifactLocation | { readonly raw: string };

/** What a node ended with, for those who wait for it. */
export interface NodeResult {
  readonly phase: NodePhase;
  readonly message: string;
  /** Output parameters as text. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly artifacts: ReadonlyMap<string, LocatedArtifact>;
  readonly exitCode?: number;
}

const none = new Map<string, never>();

/** A node without outputs. */
export function endedNode(phase: NodePhase, message = ""): NodeResult {
  return { phase, message, parameters: none, artifacts: none };
}

export const isFailure = (phase: NodePhase): boolean => phase === "Failed" || phase === "Error";

/** Skipped and Omitted count as ended but not as done. */
export const isCompleted = (phase: NodePhase): boolean => phase === "Succeeded" || isFailure(phase);
