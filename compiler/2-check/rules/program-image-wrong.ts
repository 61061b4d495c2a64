import { marksIn } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";
import { imageReference } from "../options/image-reference.ts";

/** The image of a foreign program is a name that a registry can have. */
export const programImageWrong: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, work, at }) =>
    programsOf(work)
      .filter(({ program: { image } }) => marksIn(image).length === 0 && imageReference(image) === undefined)
      .map(({ program: { image } }) => problem("program-image-wrong", { step: name, image }, { at })),
  );
