import type { FittedMultiHot } from "../../formats/transform-graph.ts";
import { categoryOf, refuseMissing } from "../cell.ts";
import type { FeatureOp } from "../features.ts";
import type { Op } from "./op.ts";
import { requireValues } from "./refusals.ts";
import { missingElement, vocabularyElement, vocabularyNames } from "./vocabulary.ts";

/** As oneHot, for texts that hold several values: spaces around a value don't count, nor does an empty one. */
export const multiHotOp: Op<Extract<FeatureOp, { op: "multiHot" }>, FittedMultiHot> = {
  takes: ["text"],
  wants: ({ separator, topK, minCount }) => ({ kind: "vocabulary", separator, topK, minCount }),
  fit: (spec, column, type, facts) => {
    requireValues(column, facts, spec.missing);
    const { separator, numOovBuckets, missing } = spec;
    return { op: "multiHot", column, type, separator, vocabulary: [...facts.vocabulary!], numOovBuckets, missing };
  },
  names: vocabularyNames,
  writer: (fitted) => {
    const elementOf = vocabularyElement(fitted);
    const missingAt = missingElement(fitted);
    return (cell, out, at) => {
      const text = categoryOf(cell, fitted.column);
      if (text === undefined) {
        if (fitted.missing === "bucket") out[at + missingAt] = 1;
        else if (fitted.missing === "refuse") refuseMissing(fitted.column);
        return;
      }
      for (const part of text.split(fitted.separator)) {
        const value = part.replace(/^ +| +$/g, "");
        const element = value === "" ? undefined : elementOf(value);
        if (element !== undefined) out[at + element] = 1;
      }
    };
  },
};
