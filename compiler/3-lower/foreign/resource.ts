import type { FieldTerm, ResourceWork } from "../../../dsl/foreign/work.ts";
import type { PodSpecPatch } from "../../../dsl/task-options.ts";
import { fieldTermText } from "../../foreign/field-term-text.ts";
import type { LowerWork } from "../lower-work.ts";
import { mergePatches, patchText } from "../options/pod-patch.ts";
import { restricted } from "../options/security.ts";
import { foreignTemplate } from "./foreign-template.ts";
import { podOutputs } from "./pod-outputs.ts";
import { foreignPod } from "./program.ts";
import { renderText } from "./render-text.ts";
import { resourceManifest } from "./resource-manifest.ts";
import { withWorkers, workerOptions } from "./workers.ts";

/** An object of the cluster as a resource template. */
export const lowerResource: LowerWork<ResourceWork> = (task, work, keys, lowering) => {
  const { action, mergeStrategy, setOwnerReference, flags, success, failure, places } = work;
  const [options, ofWorkers] = workerOptions(task.options, work);
  const { podSpecPatch, ...pod } = foreignPod({ ...task, options }, lowering);
  return foreignTemplate(task, keys, lowering, {
    inner: {
      ...pod,
      ...podOutputs(places, {}, []),
      podSpecPatch: patchOfLoneExecutor(podSpecPatch),
      resource: {
        action,
        ...(mergeStrategy !== undefined && { mergeStrategy }),
        ...(setOwnerReference && { setOwnerReference }),
        ...(flags.length > 0 && { flags: flags.map((flag) => renderText(flag)) }),
        ...(success.length > 0 && { successCondition: selector(success) }),
        ...(failure.length > 0 && { failureCondition: selector(failure) }),
        manifest: resourceManifest(withWorkers(work, ofWorkers, lowering)),
      },
    },
    places,
    artifacts: [],
  });
};

/**
 * A pod that holds Argo's executor and nothing else has no `wait` container, which the workflow's own patch would add without an
 * image; and its one container takes a security context from a patch alone.
 *
 * @param own the template's own patch, as JSON
 */
export function patchOfLoneExecutor(own: string | undefined): string {
  const ours = {
    containers: [
      { name: "wait", $patch: "delete" },
      { name: "main", securityContext: { allowPrivilegeEscalation: false, capabilities: restricted.capabilities } },
    ],
  };
  return patchText(own === undefined ? ours : mergePatches(ours, JSON.parse(own) as PodSpecPatch));
}

/** Terms as the label selector that Argo reads. */
const selector = (terms: readonly FieldTerm[]): string => terms.map(fieldTermText).join(", ");
