import { ApiError } from "../../../cluster/api-error.ts";
import { ConnectionError } from "../../../cluster/connection-error.ts";
import { sleep } from "../../../cluster/kube-client.ts";
import { type KubeObject, watchObject } from "../../../cluster/watch-object.ts";
import { DoingError } from "./kubectl-words.ts";
import { addressOf, askFor, collectionOf, type ResourceWork, shownTarget, type Target } from "./resource-work.ts";

/** Does one thing to an object. @returns how it is then; undefined when it is not there */
export type Action = (work: ResourceWork, target: Target) => Promise<KubeObject | undefined>;

/** So often an object is made again whose server was lost while it made it. */
const mostTries = 10;

export const getObject: Action = async (work, target) => {
  const { subresource, ignoresMissing } = work.flags;
  try {
    return await askFor(work, { method: "GET", path: addressOf(target, subresource) });
  } catch (error) {
    if (ignoresMissing && error instanceof ApiError && error.code === 404) return undefined;
    throw error;
  }
};

/**
 * An object that this very step has made before, whose runner was then killed or whose answer was lost, is not there already: it is the one
 * that it makes.
 */
export const createObject: Action = async (work, target) => {
  const { flags, manager } = work;
  const query = { fieldManager: flags.fieldManager ?? manager, fieldValidation: flags.validation, ...dryRun(work) };
  const body = JSON.stringify(target.object);
  for (let tries = 1; ; tries++) {
    try {
      const made = await askFor(work, { method: "POST", path: collectionOf(target), query, body });
      work.log(`${shownTarget({ ...target, name: made.metadata.name })} created`);
      return made;
    } catch (error) {
      if (error instanceof ConnectionError && error.mayPass && target.name !== undefined && tries < mostTries) {
        await sleep(500, work.signal);
        continue;
      }
      if (!(error instanceof ApiError)) throw error;
      const ours = error.status.reason === "AlreadyExists" ? await madeBefore(work, target) : undefined;
      if (ours === undefined) throw new DoingError("creating", error);
      work.log(`${shownTarget(target)} was created by this step before`);
      return ours;
    }
  }
};

async function madeBefore(work: ResourceWork, target: Target): Promise<KubeObject | undefined> {
  const found = await getObject(work, target).catch(() => undefined);
  const managers = (found?.metadata["managedFields"] ?? []) as readonly { readonly manager?: string }[];
  return managers.some(({ manager }) => manager === work.manager) ? found : undefined;
}

/** As `kubectl apply --server-side --force-conflicts`: the server merges, and knows which fields were applied before. */
export const applyObject: Action = async (work, target) => {
  const query = {
    fieldManager: work.flags.fieldManager ?? "pipewright",
    force: "true",
    fieldValidation: work.flags.validation,
    ...dryRun(work),
  };
  const applied = await askFor(work, {
    method: "PATCH",
    path: addressOf(target),
    query,
    body: JSON.stringify(target.object),
    contentType: "application/apply-patch+yaml",
    isRepeatable: true,
  }).catch(doing("applying"));
  work.log(`${shownTarget(target)} applied`);
  return applied;
};

/** The whole object is put in the place of the one that is there; `--force` removes that first. */
export const replaceObject: Action = async (work, target) => {
  if (work.flags.force) {
    await deleteObject(work, target);
    return await createObject(work, target);
  }
  const path = addressOf(target);
  const there = await askFor(work, { method: "GET", path }).catch(doing("replacing"));
  const object = target.object ?? there;
  const { resourceVersion = there.metadata.resourceVersion } = object.metadata;
  const body = JSON.stringify({ ...object, metadata: { ...object.metadata, resourceVersion } });
  const query = {
    fieldManager: work.flags.fieldManager ?? "pipewright",
    fieldValidation: work.flags.validation,
    ...dryRun(work),
  };
  const replaced = await askFor(work, { method: "PUT", path, query, body }).catch(doing("replacing"));
  work.log(`${shownTarget(target)} replaced`);
  return replaced;
};

/** What is not there need not be deleted. It waits until the object is gone, which its finalizers may hold up. */
export const deleteObject: Action = async (work, target) => {
  const { flags, client, signal } = work;
  const path = addressOf(target);
  const options = {
    kind: "DeleteOptions",
    apiVersion: "v1",
    propagationPolicy: flags.cascade,
    ...(flags.graceSeconds !== undefined && { gracePeriodSeconds: flags.graceSeconds }),
    ...(flags.isDryRun && { dryRun: ["All"] }),
  };
  try {
    const body = JSON.stringify(options);
    const gone = await askFor(work, { method: "DELETE", path, body, isRepeatable: true });
    work.log(`${shownTarget(target)} deleted`);
    const uid = gone.metadata?.uid ?? (gone["details"] as { readonly uid?: string } | undefined)?.uid;
    if (!flags.waits || flags.isDryRun) return undefined;
    const name = target.name ?? "";
    const looks = watchObject({ client, collection: collectionOf(target), name, signal, everySeconds: 5, onRetry: work.log });
    for await (const found of looks) {
      if (found instanceof ApiError || (uid !== undefined && found.metadata.uid !== uid)) return undefined;
    }
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return undefined;
    throw error instanceof ApiError ? new DoingError("deleting", error) : error;
  }
};

/** @param body as it is sent */
export async function patchObject(
  work: ResourceWork,
  target: Target,
  strategy: "strategic" | "merge" | "json",
  body: string,
): Promise<KubeObject> {
  const patched = await askFor(work, {
    method: "PATCH",
    path: addressOf(target, work.flags.subresource),
    query: { fieldManager: work.flags.fieldManager ?? "pipewright", ...dryRun(work) },
    body,
    contentType: `application/${strategy === "json" ? "json-patch" : strategy === "merge" ? "merge-patch" : "strategic-merge-patch"}+json`,
    isRepeatable: strategy !== "json",
  });
  work.log(`${shownTarget(target)} patched`);
  return patched;
}

const dryRun = ({ flags }: ResourceWork): Readonly<Record<string, string>> => (flags.isDryRun ? { dryRun: "All" } : {});

const doing =
  (what: DoingError["doing"] & ("applying" | "replacing")) =>
  (error: unknown): never => {
    throw error instanceof ApiError ? new DoingError(what, error) : error;
  };
