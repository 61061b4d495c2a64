import { hasBrokenMark } from "../../../dsl/foreign/marked-text.ts";
import { problem } from "../../diagnostics/problem.ts";
import { workTexts } from "../../foreign/work-texts.ts";
import type { Rule } from "../check.ts";
import { foreignSteps } from "../foreign/foreign-of.ts";

/** A parameter's place in a text is put in whole: it is no value yet, so there is nothing to cut or to change. */
export const parameterMarkBroken: Rule = (plan) =>
  foreignSteps(plan).flatMap(({ name, work, at }) =>
    workTexts(work)
      .filter(({ text }) => hasBrokenMark(text))
      .map(({ where }) => problem("parameter-mark-broken", { step: name, where }, { at })),
  );
