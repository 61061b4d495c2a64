import type { NodeStarted, UsedArtifact } from "../event.ts";
import type { KeyPart } from "./memo-store.ts";

/** A tag that is a hash of a component's code, as Pipewright's images have it. */
const codeTag = /:(c-[0-9a-f]{16})(?:-[0-9a-f]{16})?(?:@|$)/;

/** The hash of a component's code, of an image that Pipewright made. */
export const codeOf = (image: string | undefined): string | undefined => codeTag.exec(image ?? "")?.[1];

/** The inputs of our components that tell the digest of an artifact input: they are told as inputs. */
const digestInput = /^digest-/;

/**
 * What the result of a step depends on, part by part: its code, its parameters, what its artifacts hold, its environment. Whoever asks why a step
 * ran again gets the part that is another.
 *
 * @param digestOf the digest of an artifact that the step was given; undefined when nobody knows it
 */
export function keyParts(
  { image, inputs, artifacts = [], env = {} }: Pick<NodeStarted, "image" | "inputs" | "artifacts" | "env">,
  digestOf: (artifact: UsedArtifact) => string | undefined,
): readonly KeyPart[] {
  const code = codeOf(image);
  const parts: KeyPart[] = [];
  if (code !== undefined) parts.push({ kind: "code", name: "code", value: code });
  else if (image !== undefined) parts.push({ kind: "image", name: "image", value: image });
  for (const [name, value] of Object.entries(inputs))
    if (!digestInput.test(name) || code === undefined) parts.push({ kind: "parameter", name, value });
  for (const artifact of artifacts)
    parts.push({ kind: "input", name: artifact.name, value: digestOf(artifact) ?? artifact.source ?? artifact.key ?? "" });
  for (const [name, value] of Object.entries(env)) parts.push({ kind: "environment", name, value });
  return parts;
}
