import { problem } from "../../diagnostics/problem.ts";
import { type LeafRef, refArg, refsOf, sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { exitReads, type Handler } from "../exits.ts";

/**
 * What an exit handler reads of the run may not be there. The hook of a task is sure of what the task waited for, and not of what the
 * task itself was to make.
 */
export const exitReadsOutput: Rule = (plan) =>
  exitReads(plan).flatMap(({ arg, reader, handlers, at }) => {
    if (arg.kind !== "value") return [];
    for (const ref of refsOf(arg)) {
      const handler = handlers.find((one) => mayBeAbsent(ref, one));
      if (handler === undefined) continue;
      const related = handler.at === undefined ? [] : [{ at: handler.at, message: "the exit handler" }];
      return [problem("exit-reads-output", { reader, help: helpFor(ref, handler) }, { at, related })];
    }
    return [];
  });

function mayBeAbsent(ref: LeafRef, { owner, inside }: Handler): boolean {
  const sources = sourcesOf(refArg(ref));
  return sources.some((id) => (owner === undefined ? !inside.has(id) : id === owner));
}

function helpFor(ref: LeafRef, { owner }: Handler): string {
  if (ref.kind !== "output")
    return "Hand it to a component before the run ends, and say what stands in for what that gives: run.ifMade(...).orElse(...).";
  return `Say what stands in for it: ${owner === undefined ? `run.ifMade(${ref.output})` : `end.outputs.${ref.output}`}.orElse(...).`;
}
