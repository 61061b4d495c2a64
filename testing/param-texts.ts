import { paramText } from "../compiler/1-resolve/param.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { issuesText } from "../util/issues-text.ts";
import { type Caller, testError } from "./test-error.ts";

/**
 * What a run is told, as people would write it.
 * @throws TestError for a name that is no parameter, a value that its schema does not take, and one that is missing
 */
export function paramTexts(
  { name: pipeline, params, at }: Plan,
  given: Readonly<Record<string, unknown>>,
  caller: Caller,
): Readonly<Record<string, string>> {
  const names = params.map(({ name }) => name);
  const told = Object.entries(given).filter(([, value]) => value !== undefined);
  const problems = told
    .filter(([name]) => !names.includes(name))
    .map(([name]) => `"${name}" is no parameter of pipeline "${pipeline}".${didYouMean(name, names)}`);
  const texts: Record<string, string> = {};
  for (const { name, schema, form, defaultText } of params) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) {
      if (defaultText === undefined)
        problems.push(`Parameter "${name}" of pipeline "${pipeline}" has no default: say it, as in params: { ${name}: … }.`);
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) texts[name] = paramText(form, value);
    else problems.push(`Parameter "${name}" of pipeline "${pipeline}": ${issuesText(parsed.error.issues)}.`);
  }
  if (problems.length > 0) throw testError(problems.join("\n"), caller, { name: pipeline, at });
  return texts;
}
