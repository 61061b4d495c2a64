import { isArtifactType } from "../../../dsl/foreign/output-places.ts";
import type { RawWork } from "../../../dsl/foreign/work.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import type { Template } from "../../argo/model.generated.ts";
import type { LowerWork } from "../lower-work.ts";
import { lowerRetry } from "../options/retry.ts";
import { callOptions } from "../options/template-options.ts";
import { foreignTemplate } from "./foreign-template.ts";
import { renderText } from "./render-text.ts";
import { patchOfLoneExecutor } from "./resource.ts";

/** A template written by hand: what the author wrote, with tags where parameters stand. */
export const lowerRaw: LowerWork<RawWork> = (task, { template, places }, keys, lowering) => {
  const { outputs = {} } = task.component.spec;
  const written = renderJson(template) as Omit<Template, "name" | "inputs">;
  const isLoneExecutor = written.resource !== undefined || written.data !== undefined;
  return foreignTemplate(task, keys, lowering, {
    inner: {
      ...callOptions(task.options),
      ...lowerRetry(task.options.retry, false),
      ...(isLoneExecutor && written.podSpecPatch === undefined && { podSpecPatch: patchOfLoneExecutor(undefined) }),
      ...written,
    },
    places,
    artifacts: Object.keys(outputs).filter((output) => isArtifactType(outputs[output]!)),
  });
};

/** By hand means by hand: dollars are the author's own. */
function renderJson(value: Json): Json {
  if (typeof value === "string") return renderText(value, (text) => text);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(renderJson);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderJson(item)]));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
