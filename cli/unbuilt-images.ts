import type { ArgoObject } from "../compiler/3-lower/lower.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import type { ImagesLock } from "../containers/images/images-lock.ts";

/** An image of Pipewright's own that is named by its code alone: no build has said its digest. */
const unbuilt = /(?:^|\/)([^/:@]+):c-[0-9a-f]{16}$/;

/** What a manifest names and no registry has yet. A project that has never built has no lock, and nothing is said. */
export function unbuiltImages(objects: readonly ArgoObject[], lock: ImagesLock | undefined, file: string): readonly Diagnostic[] {
  const names = lock === undefined ? [] : unbuiltNames(objects);
  return names.length === 0 ? [] : [problem("image-not-built", wordsOf(names, file))];
}

/** The same for who applies the manifest: also a project without any build is refused. */
export function neverBuilt(objects: readonly ArgoObject[], file: string): readonly Diagnostic[] {
  const names = unbuiltNames(objects);
  return names.length === 0 ? [] : [problem("images-never-built", wordsOf(names, file))];
}

const wordsOf = (names: readonly string[], file: string) => ({
  components: names.join(", "),
  help: `pipewright build ${file}`,
});

function unbuiltNames(objects: readonly ArgoObject[]): readonly string[] {
  const names = new Set<string>();
  for (const { kind, spec } of objects) {
    if (kind === "ResourceClaimTemplate") continue;
    const templates = kind === "CronWorkflow" ? spec.workflowSpec.templates : spec.templates;
    for (const { container } of templates ?? []) {
      const name = unbuilt.exec(container?.image ?? "")?.[1];
      if (name !== undefined) names.add(`"${name}"`);
    }
  }
  return [...names].sort();
}
