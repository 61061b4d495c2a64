import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { componentsOf } from "../components-of.ts";
import { suggestName } from "../suggest-name.ts";

/** RFC 1123, beginning with a letter: a task's name must not begin with a digit when others depend on it. */
const taskName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** A task's name gets `-2`, `for-each-` and the like. */
const limit = 50;

/** A component's name is one that tasks, templates and images can have. */
export const componentName: Rule = (plan) =>
  componentsOf(plan)
    .filter(({ spec: { name } }) => !taskName.test(name) || name.length > limit)
    .map(({ spec: { name }, at }) =>
      problem("component-name", { component: name, limit, suggestion: suggestName(name) }, { at }),
    );
