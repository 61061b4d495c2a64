import type { PipelineNode } from "../dsl/nodes/pipeline-node.ts";
import { resolve } from "./1-resolve/resolve.ts";
import { check } from "./2-check/check.ts";
import { type Budget, budgetOf } from "./3-lower/budget.ts";
import { type ArgoObject, lower } from "./3-lower/lower.ts";
import type { Images } from "./3-lower/lowering.ts";
import { print } from "./4-print/print.ts";
import { type Diagnostic, isError } from "./diagnostics/diagnostic.ts";
import { sortDiagnostics } from "./diagnostics/sort-diagnostics.ts";
import type { FullProfile } from "./profiles/profiles.ts";
import type { Target } from "./targets/target.ts";
import { defaultTarget } from "./targets/targets.ts";
import { patchWarnings, verifyManifest } from "./verify/verify-manifest.ts";

export interface CompileOptions {
  /** The image of each component, by its name: `(name) => "ghcr.io/me/" + name + "@sha256:..."`; or images that also carry files. */
  readonly images: Images | ((component: string) => string);
  /** What the run is told that applying starts, by parameter, as people write it. */
  readonly args?: Readonly<Record<string, string>>;
  /** The cluster that it is for. */
  readonly profile?: FullProfile;
  /** The Argo that it is for. */
  readonly target?: Target;
}

/** A file of a manifest. */
export interface ManifestFile {
  readonly name: string;
  readonly text: string;
}

export interface Compiled {
  /** In the order in which they are applied; none when there are errors. */
  readonly objects: readonly ArgoObject[];
  /** The objects as YAML. */
  readonly files: readonly ManifestFile[];
  /** Everything wrong or doubtful, in the order of the author's lines. */
  readonly diagnostics: readonly Diagnostic[];
  readonly budget: Budget;
}

/**
 * A pipeline as Argo objects and YAML. Reads and writes nothing, throws nothing for what is wrong with the pipeline, and gives the same
 * for the same.
 *
 * ```ts
 * const { files, diagnostics } = compile(taxi, { images: (name) => `ghcr.io/me/${name}:v3` });
 * ```
 */
export function compile(pipeline: PipelineNode, options: CompileOptions): Compiled {
  const { args, profile, target = defaultTarget } = options;
  const plan = resolve(pipeline, profile && { profile });
  const found = check(plan);
  if (found.some(isError)) return refused(found);
  const images = typeof options.images === "function" ? namedImages(options.images) : options.images;
  const objects = lower(plan, { images, ...(args && { args }) });
  const verified = verifyManifest(plan, objects, target);
  const warnings = patchWarnings(plan, objects, target);
  if (verified.length > 0) return refused(sortDiagnostics([...found, ...verified, ...warnings]));
  return Object.freeze({
    objects,
    files: [{ name: `${plan.name}.yaml`, text: print(objects) }],
    diagnostics: sortDiagnostics([...found, ...warnings]),
    budget: budgetOf(objects),
  });
}

const refused = (diagnostics: readonly Diagnostic[]): Compiled =>
  Object.freeze({ objects: [], files: [], diagnostics, budget: { objects: 0, dags: 0, bytes: 0 } });

/** Images that are known by name; what they hold beside their component's code is nobody's business here. */
const namedImages = (imageOf: (component: string) => string): Images => ({
  imageOf: ({ component }) => imageOf(component.spec.name),
  fileUri: (_task, file) => file,
  sourceText: () => {
    throw new Error("A script whose source is a file needs images that read it: pass an object with sourceText.");
  },
});
