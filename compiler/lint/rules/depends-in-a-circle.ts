import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { circlesOf } from "../manifest/circles.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { LintRule } from "../rule.ts";

/** No task waits for itself, by whatever way. */
export const dependsInACircle: LintRule = (subject) =>
  subject.templates.flatMap((template) => {
    const order = subject.scopes.order(template);
    const edges = (task: TaskView) =>
      order.parents(task).flatMap((name) => {
        const to = order.task(name);
        return to === undefined ? [] : [{ to, name }];
      });
    return circlesOf(template.type === "dag" ? template.tasks : [], edges).map((circle) => {
      const [first] = circle;
      const names = circle.map(({ from }) => `"${from.name}"`);
      const field = textOf(first?.from.body["depends"]) === undefined ? "dependencies" : "depends";
      return problem(
        "depends-in-a-circle",
        { way: [...names, names[0]].join(" waits for ") },
        {
          at: subject.at([...(first?.from.path ?? template.path), field], { text: first?.edge.name ?? "" }),
          related: circle.slice(1).map(({ from }) => ({ at: subject.at(from.path), message: `task "${from.name}"` })),
        },
      );
    });
  });
