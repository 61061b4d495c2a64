import { marksIn } from "../../../dsl/foreign/marked-text.ts";
import type { ForeignWork } from "../../../dsl/foreign/work.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";
import { looksSecret } from "../looks-secret.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** What is called a password is not written into a manifest, where everybody reads it who may read workflows. Said only when it is sure. */
export const secretAsText: Rule = (plan) => [
  ...optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task)
      .filter(({ name, value }) => typeof value === "string" && looksSecret(name, value))
      .map(({ name: variable }) => problem("secret-as-text", { owner, kind: "environment variable", variable }, { at })),
  ),
  ...foreignSteps(plan).flatMap(({ name, work, at }) =>
    textsByName(work)
      .filter(({ variable, text }) => marksIn(text).length === 0 && looksSecret(variable, text))
      .map(({ kind, variable }) => problem("secret-as-text", { owner: `Step "${name}"`, kind, variable }, { at })),
  ),
];

interface NamedText {
  readonly kind: "environment variable" | "header";
  readonly variable: string;
  readonly text: string;
}

/** The variables of a step's programs, and the headers of its request. */
function textsByName(work: ForeignWork): readonly NamedText[] {
  const texts = (kind: NamedText["kind"], values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).flatMap(([variable, text]) => (typeof text === "string" ? [{ kind, variable, text }] : []));
  return [
    ...programsOf(work).flatMap(({ program }) => texts("environment variable", program.env)),
    ...(work.kind === "http" ? texts("header", work.headers) : []),
  ];
}
