import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { calledFrom } from "../scope/scopes.ts";

/** How a workflow ended is read when it has ended. */
export const statusOutsideExitHandler: LintRule = (subject) => {
  const { object, project } = subject;
  const early = calledFrom(object.spec["entrypoint"], object, project);
  const atEnd = calledFrom(object.spec["onExit"], object, project);
  return subject.tags.flatMap(({ tag, nth, path, template }) =>
    tag.kind === "simple" &&
    tag.inner === "workflow.status" &&
    template !== undefined &&
    early.has(template) &&
    !atEnd.has(template) &&
    !path.includes("hooks") &&
    !path.includes("metrics")
      ? [problem("status-outside-exit-handler", {}, { at: subject.at(path, { text: tag.text, nth }) })]
      : [],
  );
};
