import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";

/** Every program names its command: Argo does not start an image's own entry point without asking the registry for it. */
export const commandMissing: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, work, at }) =>
    programsOf(work)
      .filter(({ program }) => (program.command[0] ?? "").trim() === "")
      .map(({ before }) => problem("command-missing", { step: name, where: `${before}command` }, { at })),
  );
