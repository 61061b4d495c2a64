import type { Place } from "../../../dsl/place.ts";
import { problem } from "../../diagnostics/problem.ts";
import { digestTrace, digestUses, makerOf, type PlacedArtifact } from "../../plan/digests.ts";
import { versionOfStored } from "../../plan/stored-version.ts";
import type { Rule } from "../check.ts";

/** A result can be taken again when it is known that its inputs are the same: each artifact has a digest, or the author's word. */
export const cacheInputUnknown: Rule = (root) => {
  const trace = digestTrace(root);
  return digestUses(root).flatMap((use) => {
    const { task, input, artifact } = use;
    return trace([use]).flatMap((first) => {
      const unknown = unknownOf(first);
      if (unknown === undefined) return [];
      const { reason, mend, at } = unknown;
      const words = { owner: `Task "${task.name}"`, input, type: artifact.type, reason, mend };
      const related = at === undefined || at === task.at ? [] : [{ at, message: "made here" }];
      return [problem("cache-input-unknown", words, { at: task.optionsAt ?? task.at, related })];
    });
  });
};

interface Unknown {
  /** Why nobody knows, to end a sentence. */
  readonly reason: string;
  /** What the author could say instead. */
  readonly mend: string;
  readonly at?: Place | undefined;
}

/** Why nobody knows whether what was made first is the same as before; undefined where it is known, or handed on by something. */
function unknownOf(placed: PlacedArtifact): Unknown | undefined {
  const { artifact } = placed;
  if (artifact.kind === "stored") {
    const { location } = artifact;
    if (versionOfStored(location) !== undefined) return undefined;
    if (location.store === "git")
      return {
        reason: `a branch or a tag of ${location.repo} moves`,
        mend: "or name the whole commit, revision: with all its 40 digits",
      };
    return {
      reason: `what lies in a store (${location.store}) can be written over`,
      mend: "the version in its name will do, if nobody writes over it",
    };
  }
  const step = makerOf(placed);
  if (step?.kind !== "task" || step.component.work.kind === "function") return undefined;
  return {
    reason: `step "${step.name}" left it, and only components write a digest beside what they leave`,
    mend: `a checksum will do that "${step.name}" has as an output value`,
    at: step.at,
  };
}
