import type { JsonRecord } from "../../argo/yaml/json.ts";
import { listOf, type Path, recordOf, textOf } from "../../argo/yaml/json.ts";

/** A lock that a workflow or a template holds while it runs. */
export interface Lock {
  readonly kind: "mutex" | "semaphore";
  /** What tells locks apart. */
  readonly key: string;
  readonly name: string;
  readonly path: Path;
}

/** The locks of a workflow's or a template's `synchronization`. */
export function locksOf(body: JsonRecord, path: Path): readonly Lock[] {
  const synchronization = recordOf(body["synchronization"]);
  const mutexes = listOf(synchronization["mutexes"]).map((item, index): Lock => {
    const { name, namespace } = recordOf(item);
    const shown = textOf(name) ?? "";
    return {
      kind: "mutex",
      key: `mutex ${String(namespace ?? "")} ${shown}`,
      name: shown,
      path: [...path, "synchronization", "mutexes", index],
    };
  });
  const semaphores = listOf(synchronization["semaphores"]).map((item, index): Lock => {
    const reference = recordOf(recordOf(item)["configMapKeyRef"]);
    const shown = `${String(reference["name"] ?? "")}/${String(reference["key"] ?? "")}`;
    return { kind: "semaphore", key: `semaphore ${shown}`, name: shown, path: [...path, "synchronization", "semaphores", index] };
  });
  return [...mutexes, ...semaphores];
}
