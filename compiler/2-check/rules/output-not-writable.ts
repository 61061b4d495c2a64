import { cleaned } from "../../argo/laws/artifact-path.ts";
import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";
import { outputPathsOf } from "../foreign/output-paths.ts";

/** Where a program leaves an output, it can write: the image's own files are read-only, unless the step says otherwise. */
export const outputNotWritable: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, spec, work, at }) => {
    const uses = tasksOf(plan).filter(({ component }) => component.spec === spec);
    const canWrite = (security: { readonly readOnlyRootFilesystem?: boolean } | undefined) =>
      security?.readOnlyRootFilesystem === false;
    if (
      programsOf(work).some(({ program }) => canWrite(program.security)) ||
      uses.some(({ options }) => canWrite(options.security))
    )
      return [];
    const mounted = uses.flatMap(({ options }) => Object.keys(options.mounts ?? {}));
    const folders = ["/tmp", "/pipewright/out", ...(work.kind === "container-set" ? work.shared : []), ...mounted];
    return outputPathsOf(work)
      .filter(
        ([, path]) => path.startsWith("/") && !folders.some((folder) => `${cleaned(path)}/`.startsWith(`${cleaned(folder)}/`)),
      )
      .map(([output, path]) => problem("output-not-writable", { step: name, output, path }, { at }));
  });
