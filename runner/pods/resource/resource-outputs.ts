import type { KubeObject } from "../../../cluster/watch-object.ts";
import type { Template } from "../../../compiler/argo/model.generated.ts";
import { getObject } from "./actions.ts";
import { jqFilter } from "./jq-filter.ts";
import { printJsonPath } from "./json-path.ts";
import { kubectlWords } from "./kubectl-words.ts";
import type { Touched } from "./perform.ts";
import type { ResourceWork } from "./resource-work.ts";

/**
 * The output parameters of a resource template, of the object as it is now. Of an object that is not there they are their defaults.
 * @throws Error in Argo's words
 */
export async function resourceOutputs(
  work: ResourceWork,
  { outputs }: Template,
  touched: Touched | undefined,
): Promise<Readonly<Record<string, string>>> {
  const wanted = (outputs?.parameters ?? []).filter(({ valueFrom }) => valueFrom !== undefined);
  if (wanted.length === 0) return {};
  const object = touched?.object === undefined ? undefined : await look(work, touched);
  const values: Record<string, string> = {};
  for (const { name, valueFrom = {} } of wanted) {
    const { jsonPath, jqFilter: filter, default: byDefault } = valueFrom;
    if (object === undefined) values[name] = byDefault ?? "";
    else {
      try {
        values[name] = jsonPath ? printJsonPath(object, jsonPath) : await jqFilter(object, filter ?? ".");
      } catch (error) {
        if (byDefault === undefined) throw error;
        values[name] = byDefault;
      }
    }
  }
  return values;
}

/** kubectl leaves out who manages which field. */
async function look(work: ResourceWork, { target, object }: Touched): Promise<KubeObject> {
  const found = await getObject(work, { ...target, name: object?.metadata.name }).catch((error: unknown) => {
    throw new Error(kubectlWords(error, work.source));
  });
  const { managedFields: _, ...metadata } = found!.metadata;
  return { ...found!, metadata };
}
