import type { AnyComponent } from "../../../dsl/component.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { componentsOf } from "../components-of.ts";

/** One name is one component: it names the image, and is how the image finds its work. */
export const componentNameTwice: Rule = (plan) => {
  const first = new Map<string, AnyComponent>();
  return componentsOf(plan).flatMap((component) => {
    if (component.work.kind === "suspend" || component.work.kind === "approve") return []; // each use is its own, without an image
    const { name } = component.spec;
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, component);
      return [];
    }
    const related = other.at === undefined ? [] : [{ at: other.at, message: "the other one" }];
    return [problem("component-name-twice", { pipeline: plan.name, component: name }, { at: component.at, related })];
  });
};
