import { goScalar } from "../../argo/yaml/go-scalar.ts";
import type { Path } from "../../argo/yaml/json.ts";
import { isRecord, listOf, recordOf, textOf, valueAt } from "../../argo/yaml/json.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { Subject } from "../subject.ts";
import type { Spot } from "../yaml/yaml-document.ts";

/** A place that reads an output of a task that may not have given it. */
export interface AbsentRead {
  readonly reader: TaskView | undefined;
  readonly template: TemplateView;
  readonly task: TaskView;
  /** `outputs.parameters.x`, `exitCode`. */
  readonly fact: string;
  readonly why: "skipped" | "failed" | "empty";
  readonly path: Path;
  readonly spot: Spot;
}

interface Read {
  readonly name: string;
  readonly template: TemplateView;
  readonly reader: TaskView | undefined;
  readonly path: Path;
  readonly spot: Spot;
  /** Whether the value is this tag and nothing else. */
  readonly isWhole: boolean;
}

/** Every such place of an object where nothing takes care of the absence, as far as the manifest shows it for certain. */
export function absentReads(subject: Subject): readonly AbsentRead[] {
  return subject.once(findReads);
}

function findReads(subject: Subject): readonly AbsentRead[] {
  return [...readsOf(subject)].flatMap((read) => {
    const [, root = "", name = "", fact = ""] = /^(\w+)\.([^.]+)\.(outputs\..+|exitCode)$/.exec(read.name) ?? [];
    if (root !== "tasks" && root !== "steps") return [];
    const { template, reader, path, spot } = read;
    const task = subject.scopes.order(template).task(name);
    // A hook of the task itself runs when it has run.
    if (task === undefined || task === reader) return [];
    const why = absence(subject, task, fact);
    if (why === undefined || hasDefault(subject, task, fact) || isCared(subject, read, task, why)) return [];
    return [{ reader, template, task, fact, why, path, spot }];
  });
}

function* readsOf(subject: Subject): Generator<Read> {
  for (const { tag, nth, path, template, task, text } of subject.tags) {
    if (tag.kind !== "simple" || template === undefined) continue;
    yield { name: tag.inner, template, reader: task, path, spot: { text: tag.text, nth }, isWhole: text === tag.text };
  }
  for (const { names, template, task, path, spotOf, field, source } of subject.expressions) {
    if (template === undefined || field === "hook") continue;
    // A parameter that is not there is nil, and whoever asks for nil takes care of it.
    const asksForNil = /\bnil\b/.test(source);
    // A tag waits for all its names; an output's own expression is worked out at the end, and only as far as its conditions let it.
    const isLate = field === "output" || field === "artifact";
    for (const { name, guarded, alternative, conditional, at } of names)
      if (!guarded && !alternative && !(isLate && conditional) && !(asksForNil && name.includes(".parameters.")))
        yield { name, template, reader: task, path, spot: spotOf(at), isWhole: false };
  }
}

/** Why a task may lack an output, if it may. */
function absence(subject: Subject, task: TaskView, fact: string): AbsentRead["why"] | undefined {
  if (task.when !== undefined && goScalar(task.when.trim()) !== true && task.when.trim() !== "") return "skipped";
  if (isEmptyLoop(subject, task)) return "empty";
  const goesOn = recordOf(task.body["continueOn"]);
  const mayFail = goesOn["failed"] === true || goesOn["error"] === true;
  return mayFail && fact.startsWith("outputs.parameters.") && task.loops.length === 0 ? "failed" : undefined;
}

/** A loop over a list that is written down and empty. */
function isEmptyLoop({ object }: Subject, { body }: TaskView): boolean {
  if (Array.isArray(body["withItems"])) return listOf(body["withItems"]).length === 0;
  const text = textOf(body["withParam"])?.trim();
  if (text === undefined) return false;
  const name = /^\{\{\s*workflow\.parameters\.([\w-]+)\s*\}\}$/.exec(text)?.[1];
  const given = listOf(valueAt(object.spec, ["arguments", "parameters"])).find((one) => recordOf(one)["name"] === name);
  return /^\[\s*\]$/.test(name === undefined ? text : (textOf(recordOf(given)["value"]) ?? ""));
}

/** Whether the producer says what its output is when there is none. */
function hasDefault(subject: Subject, task: TaskView, fact: string): boolean {
  const callee = subject.project.callee(subject.object, task.body, task.inline);
  // A template that is not here may have a default.
  if (callee.kind !== "template") return fact !== "outputs.result" && fact !== "exitCode";
  const name = /^outputs\.parameters\.(.+)$/.exec(fact)?.[1];
  const output = callee.template.outputs.parameters.find((one) => one.name === name);
  return recordOf(output?.body["valueFrom"])["default"] !== undefined;
}

/** Whether the reader does not run without the output, or does without it. */
function isCared(subject: Subject, { reader, template, path, isWhole }: Read, task: TaskView, why: AbsentRead["why"]): boolean {
  if (reader === undefined) return isOutputCared(subject, path);
  const inWhen = path.at(-1) === "when" && path.length === reader.path.length + 1;
  // What the reader's own condition says may well be the same.
  if (reader.when !== undefined && !inWhen) return true;
  if (reader.kind === "task" && !waitsPlainly(subject, template, reader, task, why)) return true;
  const field = path[reader.path.length];
  if (field === "hooks" || field === "onExit") return true;
  if (field !== "arguments") return false;
  return path.includes("artifacts") ? isOptionalArtifact(subject, path) : isWhole && inputHasDefault(subject, reader, path);
}

/** Whether a task runs after another however that one ended: by its bare name, which a skipped task satisfies, and a failed one does not. */
function waitsPlainly(
  { scopes }: Subject,
  template: TemplateView,
  reader: TaskView,
  task: TaskView,
  why: AbsentRead["why"],
): boolean {
  const name = task.name ?? "";
  if (!scopes.order(template).parents(reader).includes(name)) return false;
  const text = textOf(reader.body["depends"]);
  if (text === undefined) return true;
  const words = [...text.matchAll(/([A-Za-z0-9][-A-Za-z0-9]*)(\.[A-Z]\w+)?/g)].filter(([, word]) => word === name);
  return why !== "failed" && words.every(([, , result]) => result === undefined) && !text.includes("!");
}

function isOutputCared({ object }: Subject, path: Path): boolean {
  const output = recordOf(object.valueAt(path.slice(0, path.indexOf("outputs") + 3)));
  return output["optional"] === true || recordOf(output["valueFrom"])["default"] !== undefined || !path.includes("outputs");
}

function isOptionalArtifact({ object }: Subject, path: Path): boolean {
  const argument = object.valueAt(path.slice(0, path.indexOf("artifacts") + 2));
  return isRecord(argument) && argument["optional"] === true;
}

function inputHasDefault({ object, project }: Subject, reader: TaskView, path: Path): boolean {
  const argument = recordOf(object.valueAt(path.slice(0, -1)));
  const callee = project.callee(object, reader.body, reader.inline);
  // A template that is not here may have a default.
  if (callee.kind !== "template") return true;
  return callee.template.inputs.parameters.find(({ name }) => name === argument["name"])?.body["default"] !== undefined;
}
