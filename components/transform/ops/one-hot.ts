import type { FittedOneHot } from "../../formats/transform-graph.ts";
import { categoryOf, refuseMissing } from "../cell.ts";
import type { FeatureOp } from "../features.ts";
import type { Op } from "./op.ts";
import { requireValues } from "./refusals.ts";
import { missingElement, vocabularyElement, vocabularyNames } from "./vocabulary.ts";

/** One element per frequent value, shared ones for the others, and one for missing values. */
export const oneHotOp: Op<Extract<FeatureOp, { op: "oneHot" }>, FittedOneHot> = {
  takes: ["text", "integer", "boolean"],
  wants: ({ topK, minCount }) => ({ kind: "vocabulary", separator: null, topK, minCount }),
  fit: (spec, column, type, facts) => {
    requireValues(column, facts, spec.missing);
    const { numOovBuckets, missing } = spec;
    return { op: "oneHot", column, type, vocabulary: [...facts.vocabulary!], numOovBuckets, missing };
  },
  names: vocabularyNames,
  writer: (fitted) => {
    const elementOf = vocabularyElement(fitted);
    const missingAt = missingElement(fitted);
    return (cell, out, at) => {
      const value = categoryOf(cell, fitted.column);
      if (value === undefined) {
        if (fitted.missing === "bucket") out[at + missingAt] = 1;
        else if (fitted.missing === "refuse") refuseMissing(fitted.column);
        return;
      }
      const element = elementOf(value);
      if (element !== undefined) out[at + element] = 1;
    };
  },
};
