import { expressionWords } from "../argo/expression-words.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { ExpressionError } from "./expression-error.ts";
import { BOOL, structType } from "./go/go-type.ts";
import { map } from "./make-value.ts";
import type { StructValue } from "./value.ts";

/** How a task that others depend on ended. */
export interface TaskResults {
  readonly Succeeded: boolean;
  readonly Failed: boolean;
  readonly Errored: boolean;
  readonly Skipped: boolean;
  readonly Omitted: boolean;
  readonly Daemoned: boolean;
  /** Of a loop: whether an item succeeded. */
  readonly AnySucceeded: boolean;
  /** Of a loop with items: whether all failed. */
  readonly AllFailed: boolean;
}

const RESULT_NAMES = ["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"] as const;
const TYPE = structType("controller.TaskResults", new Map(RESULT_NAMES.map((name) => [name, BOOL])));

/** A read `depends`. */
export interface Depends {
  /** The tasks that it names, in the order in which they are first named. */
  readonly names: readonly string[];
  /** Those whose items are asked for, by `.AnySucceeded` or `.AllFailed`: they have to be loops. */
  readonly loops: readonly string[];
  /** The whole condition: a bare name is written out. */
  readonly logic: string;
}

/** What a task goes on after, besides success. */
export interface ContinueOn {
  readonly error?: boolean | undefined;
  readonly failed?: boolean | undefined;
}

const TASK = /([a-zA-Z0-9][-a-zA-Z0-9]*?\.[A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)/g;

/**
 * Reads the `depends` of a task. A bare name means that the task succeeded, was skipped or is a daemon that runs.
 *
 * @param continueOn what a task of this name continues on (a bare name then takes that in)
 * @throws Error when a result is asked for that there is none of: `task result 'Done' for task 'a' is invalid`
 * @example parseDepends("a && b.Failed").names // => ["a", "b"]
 */
export function parseDepends(text: string, continueOn: (name: string) => ContinueOn | undefined = () => undefined): Depends {
  const names = new Set<string>();
  const loops = new Set<string>();
  const logic = text.replace(TASK, (_, result: string | undefined, bare: string | undefined) => {
    if (bare !== undefined) {
      names.add(bare);
      return expandDependency(bare, continueOn(bare));
    }
    const [name = "", word = ""] = (result ?? "").split(".");
    if (!RESULT_NAMES.some((known) => known === word)) throw new Error(`task result '${word}' for task '${name}' is invalid`);
    names.add(name);
    if (word === "AnySucceeded" || word === "AllFailed") loops.add(name);
    return result ?? "";
  });
  return Object.freeze({ names: Object.freeze([...names]), loops: Object.freeze([...loops]), logic });
}

/** The old list of names as `depends`: all of them, each as a bare name. */
export function dependsOnAll(
  names: readonly string[],
  continueOn: (name: string) => ContinueOn | undefined = () => undefined,
): Depends {
  const logic = names.map((name) => expandDependency(name, continueOn(name))).join(" && ");
  return Object.freeze({ names: Object.freeze([...new Set(names)]), loops: Object.freeze([]), logic });
}

function expandDependency(name: string, continueOn: ContinueOn | undefined): string {
  const results = ["Succeeded", "Skipped", "Daemoned"];
  if (continueOn?.error === true) results.push("Errored");
  if (continueOn?.failed === true) results.push("Failed");
  return `(${results.map((result) => `${name}.${result}`).join(" || ")})`;
}

/**
 * Whether a task may run, now that all the tasks that it names have finished.
 *
 * @param depends read by `parseDepends`, or its text
 * @param results of each task that is named
 * @throws Error `unable to evaluate expression '...': ...` with the controller's words
 * @example evaluateDepends("a || b.Failed", new Map([["a", skipped], ["b", failed]])) // => true
 */
export function evaluateDepends(depends: Depends | string, results: ReadonlyMap<string, TaskResults>): boolean {
  const { logic } = typeof depends === "string" ? parseDepends(depends) : depends;
  if (logic.trim() === "") return true;
  const plain = evaluatePlain(logic, results);
  if (plain !== undefined) return plain;
  // A minus would be an operator; the controller looks tasks up under names with underscores.
  const source = logic.replaceAll("-", "_");
  const environment = map([...results].map(([name, task]) => [name.replaceAll("-", "_"), toStruct(task)] as const));
  const value = evaluate(source, environment);
  if (typeof value !== "boolean") throw new Error(`unable to cast expression result '${String(value)}' to bool`);
  return value;
}

/** `(a.Succeeded || a.Skipped) && (b.Failed)`, which needs no expression language: nearly every `depends` is no more. */
function evaluatePlain(logic: string, results: ReadonlyMap<string, TaskResults>): boolean | undefined {
  if (!PLAIN.test(logic)) return undefined;
  const terms = logic.split(" && ").map((term) =>
    term
      .slice(1, -1)
      .split(" || ")
      .map((fact) => factOf(fact, results)),
  );
  if (terms.some((facts) => facts.includes(undefined))) return undefined;
  return terms.every((facts) => facts.includes(true));
}

const PLAIN =
  /^\([-a-zA-Z0-9]+\.[A-Za-z]+(?: \|\| [-a-zA-Z0-9]+\.[A-Za-z]+)*\)(?: && \([-a-zA-Z0-9]+\.[A-Za-z]+(?: \|\| [-a-zA-Z0-9]+\.[A-Za-z]+)*\))*$/;

function factOf(fact: string, results: ReadonlyMap<string, TaskResults>): boolean | undefined {
  const [name = "", word = ""] = fact.split(".");
  // A digit at the beginning, or the name of an operator, is no name for the expression language.
  return /^[a-zA-Z]/.test(name) && !expressionWords.has(name) ? results.get(name)?.[word as keyof TaskResults] : undefined;
}

function evaluate(source: string, environment: ReturnType<typeof map>) {
  try {
    return evaluateExpression(source, environment);
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new Error(`unable to evaluate expression '${source}': ${error.message}`, { cause: error });
    throw error;
  }
}

function toStruct(results: TaskResults): StructValue {
  return { kind: "struct", type: TYPE, fields: new Map(RESULT_NAMES.map((name) => [name, results[name]])) };
}
