import type { ArtifactNode } from "../../dsl/nodes/ref-node.ts";
import type { StepId } from "../plan/plan.ts";
import { artifactInputName } from "./input-names.ts";

/** The output parameter that carries the content digest of an artifact. */
export const digestParameter = (output: string): string => `digest-${output}`;

/** The input of a cached step that carries the content digest of an artifact which it reads. */
export const digestInput = (input: string): string => `digest-${input}`;

/** The input that brings the digest of an artifact into a body. */
export const digestInputName = (node: ArtifactNode, names: ReadonlyMap<StepId, string>): string =>
  `digest_${artifactInputName(node, names)}`;
