import { join } from "node:path";
import type { Template } from "../compiler/argo/model.generated.ts";
import type { MemoCache } from "../runner/run/memo-cache.ts";
import { MemoStore } from "../runner/run/memo-store.ts";
import { StepCache } from "../runner/run/step-cache.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says of results of earlier runs. */
export interface CacheFlags {
  /** Nothing is taken from the cache. */
  readonly noCache: boolean;
  /** Steps that are to run anyway: by name, for all their turns and tries. */
  readonly fresh: readonly string[];
}

/** Makes the cache of a run; results are kept in any case, for later runs. */
export const cacheOf =
  (workspace: string, { noCache, fresh }: CacheFlags) =>
  ({ runId, folder }: { readonly runId: string; readonly folder: string }): MemoCache =>
    new StepCache({
      store: new MemoStore(join(workspace, ".pipewright", "cache", "memo")),
      runId,
      folder,
      now: Date.now,
      refuses: (node, template) => {
        if (noCache) return "--no-cache was given";
        const named = fresh.find((name) => isStep(node, template, name));
        return named === undefined ? undefined : `--fresh ${named} was given`;
      },
    });

/** Whether a node is a step of this name: its own name, its last part without turn and try, or its template's. */
function isStep(node: string, { name: template }: Template, wanted: string): boolean {
  const last = node.split(/\.(?![^(]*\))/).at(-1) ?? node;
  return wanted === template || wanted === last || wanted === last.replace(/\(.*$/s, "") || node.endsWith(`.${wanted}`);
}

/** @throws UsageError when there is no step of a name */
export function checkFresh(fresh: readonly string[], templates: readonly Template[]): void {
  const known = new Set(
    templates.flatMap(({ name = "", dag, steps }) => [
      name,
      ...(dag?.tasks ?? []).map((task) => task.name),
      ...(steps ?? []).flat().map((step) => step.name ?? ""),
    ]),
  );
  for (const wanted of fresh) {
    const plain = (wanted.split(".").at(-1) ?? wanted).replace(/\(.*$/s, "");
    if (known.has(wanted) || known.has(plain)) continue;
    throw new UsageError(`--fresh ${wanted}: there is no step of this name.${didYouMean(wanted, [...known])}`);
  }
}
