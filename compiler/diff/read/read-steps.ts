import type { Names } from "../words/expression-words.ts";
import { collectedWords, valueWords } from "../words/value-words.ts";
import type { StepFacts } from "./facts.ts";
import { type JsonRecord, recordOf, recordsOf, textOf } from "./json-record.ts";
import { isOwnInput, isOwnOutput, type TemplateFacts, templateFacts } from "./template-facts.ts";
import { stepsRead, waitsFor } from "./waits-for.ts";

/** Finds the template that a task calls, by its name or by its reference. */
export type FindTemplate = (call: JsonRecord) => JsonRecord | undefined;

/** What a step is called, by its path. */
export type Rename = (path: string) => string;

/** The steps of a manifest, a body before what stands in it. */
export function readSteps(entry: JsonRecord, find: FindTemplate, rename: Rename): readonly StepFacts[] {
  const known = new Map<JsonRecord, TemplateFacts>();
  const factsOf = (template: JsonRecord) => {
    const facts = known.get(template) ?? templateFacts(template);
    known.set(template, facts);
    return facts;
  };
  const steps: StepFacts[] = [];
  const visit = (template: JsonRecord, parent: string, input: Names["input"], open: readonly JsonRecord[]): void => {
    const calls = callsIn(template);
    const names: Names = { step: (name) => rename(below(parent, name)), input };
    for (const { call, before } of calls) {
      const name = textOf(call["name"]) ?? "";
      const path = below(parent, name);
      const called = find(call);
      const isBody = called !== undefined && ("dag" in called || "steps" in called) && !open.includes(called);
      const facts = new Map(callFacts(call, before, names, isBody));
      if (called === undefined) facts.set("template", JSON.stringify(call["templateRef"] ?? call["template"]));
      else if (isBody)
        for (const [label, value] of resultFacts(called, path, rename, argumentsOf(call, names))) facts.set(label, value);
      else for (const [label, value] of factsOf(called).facts) facts.set(label, value);
      const does =
        called === undefined ? "elsewhere" : isBody ? "body" : open.includes(called) ? "repeats" : factsOf(called).does;
      steps.push({ path, name, parent, does, facts, reads: [...stepsRead(call)].map(names.step) });
      if (isBody) visit(called, path, argumentsOf(call, names), [...open, called]);
    }
  };
  visit(entry, "", (name) => name, [entry]);
  return steps;
}

const below = (parent: string, name: string): string => (parent === "" ? name : `${parent}/${name}`);

interface Call {
  readonly call: JsonRecord;
  /** Names that it waits for because it stands after them. */
  readonly before: readonly string[];
}

/** The tasks of a DAG, or the steps of a list of lists. */
function callsIn(template: JsonRecord): readonly Call[] {
  const tasks = recordsOf(recordOf(template, "dag")["tasks"]).map((call) => ({ call, before: [] }));
  const groups = Array.isArray(template["steps"]) ? template["steps"].map(recordsOf) : [];
  const steps = groups.flatMap((group, index) => {
    const before = (groups[index - 1] ?? []).map(({ name }) => String(name));
    return group.map((call) => ({ call, before }));
  });
  return [...tasks, ...steps];
}

/** What a call gives to the inputs of a body, in the words of the place that calls. */
function argumentsOf(call: JsonRecord, names: Names): Names["input"] {
  const given = new Map<string, string>();
  for (const kind of ["parameters", "artifacts"]) {
    for (const argument of recordsOf(recordOf(call, "arguments")[kind]))
      given.set(String(argument["name"]), argumentWords(argument, names));
  }
  return (name) => given.get(name) ?? name;
}

function argumentWords({ name: _name, ...given }: JsonRecord, names: Names): string {
  const [only, ...more] = Object.entries(given);
  if (only === undefined) return "nothing";
  if (more.length === 0 && ["value", "from", "fromExpression"].includes(only[0])) {
    const [key, value] = only;
    return valueWords(key === "fromExpression" ? `{{=${String(value)}}}` : value, names);
  }
  return collectedWords(given, names) ?? valueWords(given, names);
}

function* callFacts(
  call: JsonRecord,
  before: readonly string[],
  names: Names,
  isBody: boolean,
): Generator<readonly [string, string]> {
  // What a body gets is told where the steps inside use it.
  for (const kind of isBody ? [] : ["parameters", "artifacts"]) {
    for (const argument of recordsOf(recordOf(call, "arguments")[kind])) {
      const name = String(argument["name"]);
      if (!isOwnInput(name)) yield [`argument "${name}"`, argumentWords(argument, names)];
    }
  }
  const condition = textOf(call["when"]);
  if (condition !== undefined) yield ["runs only when", valueWords(condition, names).replace(/^"(.*)"$/s, "$1")];
  const waits = waitsFor(call, before, names);
  if (waits !== "") yield ["waits for", waits];
  if (call["withItems"] !== undefined) yield ["runs for each of", valueWords(call["withItems"], names)];
  if (call["withParam"] !== undefined) yield ["runs for each of", valueWords(call["withParam"], names)];
  for (const [key, value] of Object.entries(recordOf(call, "withSequence"))) {
    if (key === "format") continue; // how our keys of artifacts are sorted
    const words = valueWords(value, names).replace(/^"(\d+)"$/, "$1");
    const [, list] = /^len\((.*)\)$/s.exec(words) ?? [];
    yield key === "count" ? [list === undefined ? "runs this often" : "runs for each of", list ?? words] : [`loop ${key}`, words];
  }
  for (const key of ["continueOn", "onExit", "hooks"]) if (call[key] !== undefined) yield [key, valueWords(call[key], names)];
}

/** What a body gives out, which is where branches and loops come together. */
function* resultFacts(
  template: JsonRecord,
  path: string,
  rename: Rename,
  input: Names["input"],
): Generator<readonly [string, string]> {
  const names: Names = { step: (name) => rename(below(path, name)), input };
  for (const kind of ["parameters", "artifacts"]) {
    for (const { name, ...rest } of recordsOf(recordOf(template, "outputs")[kind])) {
      if (isOwnOutput(String(name))) continue;
      const valueFrom = recordOf(rest, "valueFrom");
      const expression = textOf(valueFrom["expression"]) ?? textOf(rest["fromExpression"]);
      const from = expression === undefined ? (valueFrom["parameter"] ?? rest["from"] ?? rest) : `{{=${expression}}}`;
      yield [`result "${String(name)}"`, valueWords(from, names)];
    }
  }
  for (const key of ["parallelism", "failFast"]) if (template[key] !== undefined) yield [key, JSON.stringify(template[key])];
}
