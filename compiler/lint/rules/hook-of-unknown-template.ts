import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** What hooks call is there. */
export const hookOfUnknownTemplate: LintRule = (subject) =>
  callsOf(subject).flatMap(({ role, label, body, path }) => {
    if (role !== "hook" && role !== "workflow-hook" && role !== "task-on-exit") return [];
    const callee = subject.project.callee(subject.object, body);
    if (callee.kind !== "unknown") return [];
    const { name, owner } = callee;
    const words = { caller: label, name, owner: owner.label, hint: didYouMean(name, subject.project.templateNames(owner)) };
    return [
      problem("hook-of-unknown-template", words, { at: subject.at(role === "task-on-exit" ? path : [...path, "template"]) }),
    ];
  });
