import { problem } from "../../diagnostics/problem.ts";
import { sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { exitReads } from "../exits.ts";

/** An exit handler runs whatever failed; Argo has no optional artifacts for it. */
export const exitReadsArtifact: Rule = (plan) =>
  exitReads(plan).flatMap(({ arg, reader, handlers, at }) => {
    if (arg.kind !== "artifact" || arg.artifact.kind === "state") return []; // where a state began is read by its repetition
    const sources = sourcesOf(arg);
    const handler = handlers.find(({ inside }) => !sources.some((id) => inside.has(id)));
    if (handler === undefined) return [];
    const related = handler.at === undefined ? [] : [{ at: handler.at, message: "the exit handler" }];
    return [problem("exit-reads-artifact", { reader }, { at, related })];
  });
