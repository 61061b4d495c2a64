import { type ScannedTags, type TemplateTag, templateTags } from "../../argo/laws/template-tags.ts";
import { type IsWanted, type Path, recordOf, textsIn } from "../../argo/yaml/json.ts";
import type { ArgoObject } from "../manifest/argo-object.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import { cronVariables } from "./global-variables.ts";
import type { Scopes } from "./scopes.ts";
import { metricVariables } from "./template-variables.ts";
import { joined, type Variables } from "./variables.ts";

/** Where a text stands and what it may name. */
export interface TextUse {
  readonly template: TemplateView | undefined;
  readonly task: TaskView | undefined;
  readonly text: string;
  readonly path: Path;
  readonly variables: Variables;
}

/** A text with tags, or one that `{{` breaks off. */
export interface TaggedText extends TextUse, ScannedTags {}

/** One tag of a text. */
export interface TagUse extends TextUse {
  readonly tag: TemplateTag;
  /** How many tags of the same words stand before it in its text. */
  readonly nth: number;
}

/** Those of the texts that have tags. */
export function taggedTexts(uses: readonly TextUse[]): readonly TaggedText[] {
  return uses.flatMap((use) => (use.text.includes("{{") ? [{ ...use, ...templateTags(use.text) }] : []));
}

export function tagUses(texts: readonly TaggedText[]): readonly TagUse[] {
  return texts.flatMap(({ tags, unclosed: _unclosed, ...use }) => {
    const seen = new Map<string, number>();
    return tags.map((tag): TagUse => {
      const nth = seen.get(tag.text) ?? 0;
      seen.set(tag.text, nth + 1);
      return { ...use, tag, nth };
    });
  });
}

/** Keys of fields that are an expression as a whole. */
const expressionKeys: ReadonlySet<unknown> = new Set(["expression", "fromExpression", "successCondition"]);

const isWanted: IsWanted = (text, key) => text.includes("{{") || expressionKeys.has(key);

/** Every text of an object that names something, or may, with what there is to name. */
export function* textUses(object: ArgoObject, scopes: Scopes): Generator<TextUse> {
  for (const template of object.templates) yield* templateTexts(template, scopes, scopes.template(template));
  const { spec, specPath, kind } = object;
  const outside = { template: undefined, task: undefined };
  for (const field of Object.keys(spec)) {
    if (field === "templates" || field === "templateDefaults") continue;
    for (const found of textsIn(spec[field], [...specPath, field], isWanted))
      yield { ...outside, ...found, variables: scopes.globals };
  }
  if (kind !== "CronWorkflow") return;
  const cron = recordOf(object.value["spec"]);
  const variables = joined(cronVariables, scopes.globals);
  for (const field of ["when", "stopStrategy"])
    for (const found of textsIn(cron[field], [...object.path, "spec", field], isWanted))
      yield { ...outside, ...found, variables };
}

function* templateTexts(template: TemplateView, scopes: Scopes, own: Variables): Generator<TextUse> {
  const { body, path } = template;
  const ofTasks = scopes.outputs(template, own);
  const ofMetrics = joined(metricVariables(template), ofTasks);
  for (const field of Object.keys(body)) {
    if (field === "steps" || (field === "dag" && template.type === "dag")) continue;
    const variables = field === "outputs" ? ofTasks : field === "metrics" ? ofMetrics : own;
    for (const found of textsIn(body[field], [...path, field], isWanted))
      yield { template, task: undefined, ...found, variables };
  }
  const target = recordOf(body["dag"])["target"];
  if (typeof target === "string")
    yield { template, task: undefined, text: target, path: [...path, "dag", "target"], variables: own };
  for (const task of template.tasks) yield* taskTexts(template, task, scopes, own);
}

function* taskTexts(template: TemplateView, task: TaskView, scopes: Scopes, own: Variables): Generator<TextUse> {
  const variables = scopes.task(template, task, own);
  for (const field of Object.keys(task.body)) {
    if (field === "inline" && task.inline !== undefined) {
      yield* templateTexts(task.inline, scopes, scopes.template(task.inline, variables));
      continue;
    }
    const known = field === "hooks" || field === "onExit" ? scopes.hook(template, task, variables) : variables;
    for (const found of textsIn(task.body[field], [...task.path, field], isWanted))
      yield { template, task, ...found, variables: known };
  }
}
