import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { resultsOf } from "../options/results-of.ts";

/** What lies in a store already is given to steps, and not out of a body: no task has made it, so no expression can name it. */
export const storedArtifactReturned: Rule = (plan) =>
  resultsOf(plan).flatMap(({ owner, results, at }) =>
    Object.entries(results).flatMap(([name, arg]) =>
      arg.kind === "artifact" && arg.artifact.kind === "stored"
        ? [problem("stored-artifact-returned", { owner, name }, { at })]
        : [],
    ),
  );
