import type { AnyComponent } from "../../../dsl/component.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { allTasks } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** One name is one component: it names the image, and is how the image finds its work. */
export const componentNames: Rule = (plan) => {
  const first = new Map<string, AnyComponent>();
  const found: Diagnostic[] = [];
  for (const component of new Set(allTasks(plan.steps).map((task) => task.component))) {
    const { name } = component.spec;
    const other = first.get(name);
    if (other === undefined) first.set(name, component);
    else {
      found.push(
        diagnostic({
          code: "component-name-twice",
          message: `Two components of pipeline "${plan.name}" are called "${name}".`,
          at: component.at,
          related: other.at === undefined ? [] : [{ at: other.at, message: "the other one" }],
          help: "Give one of them another name.",
        }),
      );
    }
  }
  return found;
};
