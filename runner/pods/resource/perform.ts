import type { KubeObject } from "../../../cluster/watch-object.ts";
import type { ResourceTemplate } from "../../../compiler/argo/model.generated.ts";
import { type Action, applyObject, createObject, deleteObject, getObject, patchObject, replaceObject } from "./actions.ts";
import { manifestObjects, manifestValues } from "./manifest-objects.ts";
import { type ResourceWork, type Target, targetOf, targetsOfArgs } from "./resource-work.ts";

/** An object that something was done to. */
export interface Touched {
  readonly target: Target;
  /** Undefined when it is not there. */
  readonly object: KubeObject | undefined;
}

const actions: Readonly<Record<Exclude<ResourceTemplate["action"], "patch">, Action>> = {
  get: getObject,
  create: createObject,
  apply: applyObject,
  replace: replaceObject,
  delete: deleteObject,
};

/**
 * Does to the objects of a manifest what its template says, as Argo's executor has kubectl do it.
 *
 * @param manifest as it stands in the template or in an artifact; empty when flags alone name the object
 * @throws Error, ApiError, ConnectionError, DoingError: see `kubectlWords`
 */
export async function perform(work: ResourceWork, resource: ResourceTemplate, manifest: string): Promise<readonly Touched[]> {
  const { action } = resource;
  if (action === "patch") return await patchAll(work, resource, manifest);
  const targets =
    manifest.trim() === ""
      ? await targetsOfArgs(work)
      : await Promise.all(manifestObjects(manifest, work.source).map((object) => targetOf(work, object)));
  if (targets.length === 0) throw new Error(`no objects passed to ${action}`);
  const touched: Touched[] = [];
  for (const target of targets) touched.push({ target, object: await actions[action](work, target) });
  return touched;
}

/**
 * kubectl takes text that begins with { or [ for JSON and hands it on as it is; other text is YAML. A manifest that the controller has put an
 * owner into was written anew, as YAML over several lines.
 */
async function patchAll(work: ResourceWork, resource: ResourceTemplate, manifest: string): Promise<readonly Touched[]> {
  const { mergeStrategy = "strategic", setOwnerReference = false } = resource;
  const isJson = /^\s*[{[]/.test(manifest) && !(setOwnerReference && resource.manifest !== undefined);
  const values = manifestValues(manifest, work.source);
  const body = isJson ? manifest : JSON.stringify(values[0]);
  const hasKind = (values[0] as { readonly kind?: unknown } | undefined)?.kind !== undefined;
  const isNamedByFlags = mergeStrategy === "json" || (work.flags.args.length > 0 && !hasKind);
  const targets = isNamedByFlags
    ? await targetsOfArgs(work)
    : await Promise.all(manifestObjects(manifest, work.source).map((object) => targetOf(work, object)));
  if (targets.length === 0) throw new Error("must specify one of -f and -k, or the object by its type and name in the flags");
  const touched: Touched[] = [];
  for (const target of targets) touched.push({ target, object: await patchObject(work, target, mergeStrategy, body) });
  return touched;
}
