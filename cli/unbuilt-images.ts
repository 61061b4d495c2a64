import type { ArgoObject } from "../compiler/3-lower/lower.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import type { ImagesLock } from "../containers/images/images-lock.ts";

/** An image of Pipewright's own that is named by its code alone: no build has said its digest. */
const unbuilt = /(?:^|\/)([^/:@]+):c-[0-9a-f]{16}$/;

/** What a manifest names and no registry has yet. A project that has never built has no lock, and nothing is said. */
export function unbuiltImages(objects: readonly ArgoObject[], lock: ImagesLock | undefined, file: string): readonly Diagnostic[] {
  if (lock === undefined) return [];
  const names = new Set<string>();
  for (const { kind, spec } of objects) {
    if (kind === "ResourceClaimTemplate") continue;
    const templates = kind === "CronWorkflow" ? spec.workflowSpec.templates : spec.templates;
    for (const { container } of templates ?? []) {
      const name = unbuilt.exec(container?.image ?? "")?.[1];
      if (name !== undefined) names.add(`"${name}"`);
    }
  }
  if (names.size === 0) return [];
  const words = { components: [...names].sort().join(", "), help: `pipewright build ${file}` };
  return [problem("image-not-built", words)];
}
