import type { Lock, Mutex, Semaphore } from "../../../dsl/options/locks.ts";
import type { Mutex as ArgoMutex, SemaphoreRef, Synchronization } from "../../argo/model.generated.ts";

/** Locks that are held while a step, or a run, goes on. */
export function lowerLocks(locks: readonly Lock[] | undefined): { readonly synchronization?: Synchronization } {
  const mutexes = (locks ?? []).filter((lock) => lock.kind === "mutex").map(lowerMutex);
  const semaphores = (locks ?? []).filter((lock) => lock.kind === "semaphore").map(lowerSemaphore);
  if (mutexes.length === 0 && semaphores.length === 0) return {};
  return { synchronization: { ...(mutexes.length > 0 && { mutexes }), ...(semaphores.length > 0 && { semaphores }) } };
}

const lowerMutex = ({ name, namespace, database }: Mutex): ArgoMutex => ({
  name,
  ...(namespace !== undefined && { namespace }),
  ...(database !== undefined && { database }),
});

const lowerSemaphore = ({ limit, namespace }: Semaphore): SemaphoreRef => ({
  ...("database" in limit
    ? { database: { key: limit.database } }
    : { configMapKeyRef: { name: limit.configMap, key: limit.key } }),
  ...(namespace !== undefined && { namespace }),
});
