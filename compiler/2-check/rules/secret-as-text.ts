import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** What is called a password is not written into a manifest, where everybody reads it who may read workflows. Said only when it is sure. */
export const secretAsText: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task)
      .filter(
        ({ name, value }) =>
          typeof value === "string" && (looksLikeToken(value) || (isCalledSecret(name) && looksLikeValue(value))),
      )
      .map(({ name: variable }) => problem("secret-as-text", { owner, variable }, { at })),
  );

const isCalledSecret = (name: string): boolean =>
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|SECRET_KEY|ACCESS_KEY)$/i.test(name);

/** Not the path of a file, a reference, a switch or an example's gap. */
const looksLikeValue = (value: string): boolean =>
  value.length >= 6 && !/^[/.~$<]|\s|^(?:true|false|none|null|changeme)$|:\/\//i.test(value);

/** Forms of keys that their makers gave a sign of their own. */
const looksLikeToken = (value: string): boolean =>
  /^(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|xox[abprs]-[\w-]{10,}|glpat-[\w-]{20,})$|-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(
    value,
  );
