import { marksIn } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { foreignSteps, programsOf } from "../foreign/foreign-of.ts";
import { imageReference } from "../options/image-reference.ts";

/** An image without a tag, or with `latest`, is another program from one day to the next. */
export const programImageMoves: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, work, at }) =>
    [...new Set(programsOf(work).map(({ program }) => program.image))]
      .filter((image) => marksIn(image).length === 0 && moves(image))
      .map((image) => problem("program-image-moves", { step: name, image }, { at })),
  );

function moves(image: string): boolean {
  const read = imageReference(image);
  return read !== undefined && read.digest === undefined && (read.tag === undefined || read.tag === "latest");
}
