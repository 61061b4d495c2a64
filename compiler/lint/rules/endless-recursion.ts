import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { circlesOf } from "../manifest/circles.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";

/** Templates that call one another in a circle stop somewhere. */
export const endlessRecursion: LintRule = (subject) => {
  const { object, project } = subject;
  const calls = (template: TemplateView) =>
    template.tasks.flatMap((task) => {
      // A condition, an empty loop or a failed task before may end it.
      if (task.when !== undefined || task.loops.length > 0 || /[.!]/.test(textOf(task.body["depends"]) ?? "")) return [];
      const callee = project.callee(object, task.body, task.inline);
      return callee.kind === "template" && callee.owner === object ? [{ to: callee.template, task }] : [];
    });
  return circlesOf(object.templates, calls).map((circle) => {
    const way = [...circle.map(({ from }) => from.label), circle[0]?.from.label ?? ""].join(" -> ");
    const task = circle.at(-1)?.edge.task;
    return problem(
      "endless-recursion",
      { template: circle[0]?.from.label ?? "", way },
      { at: subject.at(task?.path ?? object.path) },
    );
  });
};
