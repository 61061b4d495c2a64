import { problem } from "../../diagnostics/problem.ts";
import { sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { exitReads } from "../exits.ts";

/**
 * What an exit handler reads of the run may not be there. The hook of a task is sure of what the task waited for, and not of what the
 * task itself was to make.
 */
export const exitReadsOutput: Rule = (plan) =>
  exitReads(plan).flatMap(({ arg, reader, handlers, at }) => {
    const sources = arg.kind === "value" ? sourcesOf(arg) : [];
    const handler = handlers.find(({ owner, inside }) =>
      sources.some((id) => (owner === undefined ? !inside.has(id) : id === owner)),
    );
    if (handler === undefined) return [];
    const help = `Say what stands in for it: ${handler.owner === undefined ? "run.ifMade(fitted.auc)" : "end.outputs.auc"}.orElse(0).`;
    const related = handler.at === undefined ? [] : [{ at: handler.at, message: "the exit handler" }];
    return [problem("exit-reads-output", { reader, help }, { at, related })];
  });
