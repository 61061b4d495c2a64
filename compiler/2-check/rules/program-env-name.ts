import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";
import { isIdentifier } from "../identifier.ts";

/** The variables of a foreign program have names that every shell takes. */
export const programEnvName: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, work, at }) =>
    programsOf(work).flatMap(({ program }) =>
      Object.keys(program.env)
        .filter((variable) => !isIdentifier(variable))
        .map((variable) => problem("program-env-name", { step: name, variable }, { at })),
    ),
  );
