import type { ArtifactNode } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import { versionOfStored } from "../plan/stored-version.ts";
import { constantExpression } from "./expression.ts";
import { memberOf, type Term, tag } from "./term.ts";

/** How the digest of an artifact is written at one place of the manifest: nobody wants it decoded. */
export type DigestTerm = Pick<Term, "tag" | "wire">;

/**
 * The digest of a list: of what a loop gives for the digests of its items, in their order. However many there are, it is as short as any
 * other. A loop over nothing is skipped, and gives nothing.
 */
export function listDigest(of: readonly string[], name: string, mayBeEmpty: boolean): DigestTerm {
  const aggregate = memberOf([...of, name]);
  const wire = `toJson('sha256:' + sprig.sha256sum(${mayBeEmpty ? `${aggregate} ?? '[]'` : aggregate}))`;
  return { tag: tag(wire), wire };
}

/** What is known of contents that are as they are for ever. All else is refused by the check. */
export function storedDigest(node: Extract<ArtifactNode, { kind: "stored" }>): DigestTerm {
  const text = encodeWire(versionOfStored(node.location) ?? null);
  return { tag: text, wire: constantExpression(text) };
}
