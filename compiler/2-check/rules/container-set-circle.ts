import type { SetMember } from "../../../dsl/foreign/work.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** The containers of a set don't wait for one another in a circle. */
export const containerSetCircle: Rule = (plan) =>
  stepsOfKind(plan, "container-set").flatMap(({ name, work: { members }, at }) => {
    const circle = findCircle(members);
    return circle === undefined ? [] : [problem("container-set-circle", { step: name, circle: circle.join(" -> ") }, { at })];
  });

/** One circle, by the names on it, the first one again at the end. */
function findCircle(members: readonly SetMember[]): readonly string[] | undefined {
  const after = new Map(members.map((member) => [member.name, member.after]));
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    const start = path.indexOf(name);
    if (start >= 0) return [...path.slice(start), name];
    if (done.has(name)) return undefined;
    for (const before of after.get(name) ?? []) {
      const found = visit(before, [...path, name]);
      if (found !== undefined) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const { name } of members) {
    const found = visit(name, []);
    if (found !== undefined) return found;
  }
  return undefined;
}
