import { problem } from "../../diagnostics/problem.ts";
import { workMarks } from "../../foreign/work-texts.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** What a foreign step is told stands somewhere in its work: nothing else brings it to the program. What is by hand may say it by hand. */
export const parameterNeverRead: Rule = (plan) =>
  stepsOfKind(plan, "container", "script", "container-set", "resource", "http", "template-ref").flatMap(
    ({ name, spec, work, at }) => {
      const read = new Set(workMarks(work).map(({ param }) => param));
      return Object.keys(spec.params ?? {})
        .filter((parameter) => !read.has(parameter))
        .map((parameter) => problem("parameter-never-read", { step: name, parameter }, { at }));
    },
  );
