import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { Plan } from "../../compiler/plan/plan.ts";
import { tasksOfAll } from "../../compiler/plan/visit-plan.ts";
import { RegistryError } from "../../containers/registry/registry-error.ts";
import type { RegistrySession } from "../../containers/registry/registry-repository.ts";
import { marksIn } from "../../dsl/foreign/marked-text.ts";
import type { ForeignWork, Program } from "../../dsl/foreign/work.ts";
import { openRepository } from "./open-repository.ts";

/** Digests of other people's images by their names, and which of them are not known. */
export interface PinnedImages {
  /** All that were asked for, also those without a digest. */
  readonly names: readonly string[];
  readonly digests: Readonly<Record<string, string>>;
  readonly warnings: readonly Diagnostic[];
}

/** The images of a plan's foreign steps that are named by a tag: what a tag leads to tomorrow is somebody else's decision. */
export function foreignImages(plan: Plan): readonly string[] {
  const programs = tasksOfAll(plan).flatMap(({ component }) => programsOf(component.work as ForeignWork));
  const names = programs.map(({ image }) => image).filter((image) => !image.includes("@") && marksIn(image).length === 0);
  return [...new Set(names)].sort();
}

function programsOf(work: ForeignWork): readonly Program[] {
  if (work.kind === "container-set") return work.members;
  return work.kind === "container" || work.kind === "script" ? [work.program] : [];
}

/**
 * Pins images by what their tags lead to now. One that can't be asked for keeps its tag: it may be in a registry that only the cluster sees.
 * @param known digests that hold already, by name
 */
export async function pinImages(
  names: readonly string[],
  known: Readonly<Record<string, string>>,
  session: RegistrySession,
): Promise<PinnedImages> {
  const warnings: Diagnostic[] = [];
  const pinned = await Promise.all(
    names.map(async (image): Promise<readonly (readonly [string, string])[]> => {
      if (known[image] !== undefined) return [[image, known[image]]];
      try {
        const { sink, reference } = openRepository(image, session);
        const found = await sink.manifest(reference);
        if (found !== undefined) return [[image, found.descriptor.digest]];
        warnings.push(problem("foreign-image-unpinned", { image, reason: "its registry has nothing of this name" }));
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        warnings.push(problem("foreign-image-unpinned", { image, reason: error.diagnostics[0]!.message.replace(/\.$/, "") }));
      }
      return [];
    }),
  );
  return { names, digests: Object.fromEntries(pinned.flat()), warnings };
}
