import { templateTags } from "../../argo/laws/template-tags.ts";
import type { Path } from "../../argo/yaml/json.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import { type Expression, parseExpression } from "../../expression/parse-expression.ts";
import type { ArgoObject } from "../manifest/argo-object.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { Spot } from "../yaml/yaml-document.ts";
import { type ExpressionName, expressionNames } from "./expression-names.ts";
import type { TagUse, TextUse } from "./uses.ts";
import { joined, openNames, type Variables, variablesOf } from "./variables.ts";

/** Where an expression stands: in a tag, or as the whole of a field that wants one. */
export type ExpressionField = "tag" | "output" | "artifact" | "hook" | "retry" | "http" | "data" | "cron";

export interface ExpressionUse {
  readonly object: ArgoObject;
  readonly template: TemplateView | undefined;
  readonly task: TaskView | undefined;
  readonly field: ExpressionField;
  readonly source: string;
  readonly path: Path;
  /** The whole text that it stands in. */
  readonly text: string;
  readonly variables: Variables;
  /** What it says, or why it can't be read. */
  readonly parsed: Expression | ExpressionError;
  readonly names: readonly ExpressionName[];
  /** The spot of a character of the expression. */
  spotOf(characters: number): Spot;
}

/** The expression of a tag. */
export function tagExpression(object: ArgoObject, use: TagUse): ExpressionUse {
  return make(object, use, "tag", use.tag.inner, { text: use.tag.text, nth: use.nth }, 3, use.variables);
}

/** The expression that a field holds without braces, if it is such a field. */
export function fieldExpression(object: ArgoObject, use: TextUse): ExpressionUse | undefined {
  const field = fieldOf(use.path);
  // What tags will bring is known only at run time.
  if (field === undefined || use.text === "" || templateTags(use.text).tags.length > 0) return undefined;
  return make(object, use, field, use.text, { text: use.text }, 0, variablesIn(field, use.variables));
}

function make(
  object: ArgoObject,
  use: TextUse,
  field: ExpressionField,
  source: string,
  spot: Spot,
  skipped: number,
  variables: Variables,
): ExpressionUse {
  const parsed = read(source);
  return {
    object,
    template: use.template,
    task: use.task,
    field,
    source,
    path: use.path,
    text: use.text,
    variables,
    parsed,
    names: parsed instanceof ExpressionError ? [] : expressionNames(parsed.node),
    spotOf: (characters) => ({ ...spot, offset: skipped + [...source].slice(0, characters).join("").length }),
  };
}

function read(source: string): Expression | ExpressionError {
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

function fieldOf(path: Path): ExpressionField | undefined {
  const last = path.at(-1);
  const before = path.at(-2);
  if (last === "fromExpression") return "artifact";
  if (last === "successCondition") return before === "http" ? "http" : undefined;
  if (last !== "expression") return undefined;
  if (before === "valueFrom") return "output";
  if (before === "retryStrategy") return "retry";
  if (before === "stopStrategy") return "cron";
  if (path.at(-3) === "hooks") return "hook";
  return path.at(-3) === "transformation" ? "data" : undefined;
}

const response = variablesOf([], ["request", "response"]);
const data = openNames((name) => name === "data");
const cron = openNames((name) => name === "cronworkflow" || name.startsWith("cronworkflow."));

function variablesIn(field: ExpressionField, variables: Variables): Variables {
  switch (field) {
    case "output":
    case "artifact":
      return withoutWorkflow(variables);
    case "http":
      return joined(response, variables);
    case "data":
      return data;
    case "cron":
      return cron;
    default:
      return variables;
  }
}

/** An output's expression knows its template's inputs and tasks and nothing else. */
function withoutWorkflow(variables: Variables): Variables {
  const isGlobal = (name: string) => name === "workflow" || name.startsWith("workflow.");
  return {
    typeOf: (name) => (isGlobal(name) ? undefined : variables.typeOf(name)),
    has: (name) => !isGlobal(name) && variables.has(name),
    names: () => variables.names().filter((name) => !isGlobal(name)),
  };
}
