import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/** A loop collects artifacts into one folder; a folder of folders has no place in a reader's input. */
export const resultIsListOfLists: Rule = (plan) =>
  forEachOf(plan).flatMap((loop) =>
    Object.entries(loop.results)
      .filter(([, arg]) => arg.kind === "artifact" && arg.artifact.type.endsWith("[]"))
      .map(([result]) => problem("result-is-list-of-lists", { result, loop: loop.name }, { at: loop.at })),
  );
