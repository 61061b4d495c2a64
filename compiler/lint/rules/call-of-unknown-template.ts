import { didYouMean } from "../../../util/did-you-mean.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { LintRule } from "../rule.ts";

/** What tasks and steps call is there. */
export const callOfUnknownTemplate: LintRule = (subject) =>
  callsOf(subject).flatMap(({ role, label, body, path, inline }) => {
    const callee = role === "task" ? subject.project.callee(subject.object, body, inline) : undefined;
    if (callee?.kind !== "unknown") return [];
    const { name, owner } = callee;
    const field = textOf(body["template"]) ? ["template"] : ["templateRef", "template"];
    const words = { caller: label, name, owner: owner.label, hint: didYouMean(name, subject.project.templateNames(owner)) };
    return [problem("call-of-unknown-template", words, { at: subject.at([...path, ...field]) })];
  });
