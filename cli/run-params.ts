import { readFileSync } from "node:fs";
import { paramText } from "../compiler/1-resolve/param.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import type { PlanParam } from "../compiler/plan/plan.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { issuesText } from "../util/issues-text.ts";
import { ProblemError } from "./problem-error.ts";
import { UsageError } from "./usage-error.ts";

/** What a person said about parameters, before it is checked. */
export interface GivenParams {
  /** `-p name=value`: text. */
  readonly texts: ReadonlyMap<string, string>;
  /** `--params file`: values. */
  readonly values: ReadonlyMap<string, unknown>;
}

/**
 * Reads `-p` and `--params`; `-p` wins.
 * @throws UsageError when one is no `name=value`, or the file is no map
 */
export async function readGivenParams(texts: readonly string[] = [], file?: string): Promise<GivenParams> {
  const byName = new Map<string, string>();
  for (const text of texts) {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined) throw new UsageError(`-p wants NAME=VALUE, got "${text}".`);
    byName.set(name.trim(), value!);
  }
  return { texts: byName, values: file === undefined ? new Map() : await readParamsFile(file) };
}

async function readParamsFile(file: string): Promise<ReadonlyMap<string, unknown>> {
  const { parse } = await import("yaml");
  let values: unknown;
  try {
    values = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === "ENOENT"
        ? `There is no parameter file "${file}".`
        : `The parameter file "${file}" can't be read: ${message.split("\n")[0]}`,
    );
  }
  if (values === null || values === undefined) return new Map();
  if (typeof values !== "object" || Array.isArray(values))
    throw new UsageError(`The parameter file "${file}" should be a map of names to values.`);
  return new Map(Object.entries(values));
}

/**
 * Checks parameters by the pipeline's own schemas.
 * @param complete whether every parameter without a default must be said
 * @returns by name, in the form in which manifests carry them; defaults are left out
 * @throws ProblemError that names all that is wrong
 */
export function checkRunParams(
  params: readonly PlanParam[],
  given: GivenParams,
  complete: boolean,
): Readonly<Record<string, string>> {
  const problems: Diagnostic[] = [];
  const names = params.map(({ name }) => name);
  for (const name of new Set([...given.texts.keys(), ...given.values.keys()])) {
    if (names.includes(name)) continue;
    const help = names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`;
    problems.push(problem("run-parameter-unknown", { parameter: name, suggestion: didYouMean(name, names), help }));
  }
  const checked: Record<string, string> = {};
  for (const param of params) {
    const text = given.texts.get(param.name);
    const said = text !== undefined || given.values.has(param.name);
    if (!said) {
      if (complete && param.defaultText === undefined) problems.push(problem("run-parameter-missing", { parameter: param.name }));
      continue;
    }
    const candidates = text === undefined ? [given.values.get(param.name)] : textValues(param, text);
    const results = candidates.map((value) => param.schema.safeParse(value));
    const index = results.findIndex(({ success }) => success);
    if (index >= 0) checked[param.name] = paramText(param.form, candidates[index]);
    else {
      const issues = issuesText(results.at(-1)!.error!.issues);
      const got = text ?? JSON.stringify(given.values.get(param.name));
      problems.push(problem("run-parameter-wrong", { parameter: param.name, issues, got }));
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return checked;
}

/** What a text can mean: itself for a text parameter; else its JSON, or itself where the schema takes text too. */
function textValues(param: PlanParam, text: string): readonly unknown[] {
  if (param.form === "text") return [text];
  try {
    return param.holdsText ? [text, JSON.parse(text)] : [JSON.parse(text)];
  } catch {
    return [text];
  }
}
