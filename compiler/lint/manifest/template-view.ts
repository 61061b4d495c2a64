import { podTypes, resultTypes, type TemplateType, templateTypes } from "../../argo/laws/template-types.ts";
import { isRecord, type Json, type JsonRecord, type Path, textOf } from "../../argo/yaml/json.ts";
import { type Ports, portsOf } from "./ports.ts";
import { type TaskView, taskViews } from "./task-view.ts";

/** A template, with what `templateDefaults` adds to it. */
export interface TemplateView {
  readonly name: string | undefined;
  /** As messages call it. */
  readonly label: string;
  readonly path: Path;
  readonly body: JsonRecord;
  /** What it is; the first of them where it is several things. */
  readonly type: TemplateType | undefined;
  readonly types: readonly TemplateType[];
  readonly isPod: boolean;
  readonly hasResult: boolean;
  readonly inputs: Ports;
  readonly outputs: Ports;
  /** Of a dag or steps template. */
  readonly tasks: readonly TaskView[];
}

export function templateView(own: JsonRecord, defaults: JsonRecord, path: Path, inlineOf?: string): TemplateView {
  const types = templateTypes.filter((type) => own[type] !== undefined && own[type] !== null);
  const [type] = types;
  // A default of another type is not used.
  const usable = Object.fromEntries(Object.entries(defaults).filter(([key]) => key === type || !isType(key)));
  const body = Object.keys(usable).length === 0 ? own : merged(usable, own);
  const name = textOf(own["name"]);
  const label = inlineOf === undefined ? (name ?? "without a name") : `inline of ${inlineOf}`;
  return {
    name,
    label,
    path,
    body,
    type,
    types,
    isPod: type !== undefined && podTypes.has(type),
    hasResult: type !== undefined && resultTypes.has(type),
    inputs: portsOf(body["inputs"], [...path, "inputs"]),
    outputs: portsOf(body["outputs"], [...path, "outputs"]),
    tasks: taskViews(type, body, path, (inline, at, task) => templateView(inline, {}, at, task)),
  };
}

const isType = (key: string): boolean => (templateTypes as readonly string[]).includes(key);

/** Mappings are merged; anything else that the template has wins. */
function merged(base: JsonRecord, over: JsonRecord): JsonRecord {
  const entries = Object.entries(over).map(([key, value]): readonly [string, Json] => {
    const under = base[key];
    return [key, isRecord(under) && isRecord(value) ? merged(under, value) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}
