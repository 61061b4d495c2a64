import { fnv1a } from "../../../util/fnv1a.ts";
import type { FittedMultiHot, FittedOneHot } from "../../formats/transform-graph.ts";

type Words = Pick<FittedOneHot | FittedMultiHot, "column" | "vocabulary" | "numOovBuckets" | "missing">;

/** What the elements of a vocabulary stand for: its values, the shared buckets of all others, and missing. */
export function vocabularyNames({ column, vocabulary, numOovBuckets, missing }: Words): readonly string[] {
  return [
    ...vocabulary.map((value) => `${column} = ${value}`),
    ...Array.from({ length: numOovBuckets }, (_, bucket) => `${column} other ${bucket}`),
    ...(missing === "bucket" ? [`${column} missing`] : []),
  ];
}

/** Finds the element of a value: its own, or one of the shared ones, or none (undefined) when there are no shared ones. */
export function vocabularyElement({ vocabulary, numOovBuckets }: Words): (value: string) => number | undefined {
  const places = new Map(vocabulary.map((value, place) => [value, place]));
  return (value) => {
    const known = places.get(value);
    if (known !== undefined || numOovBuckets === 0) return known;
    return vocabulary.length + (fnv1a(value) % numOovBuckets);
  };
}

/** The element that says that the value is missing. */
export function missingElement({ vocabulary, numOovBuckets }: Words): number {
  return vocabulary.length + numOovBuckets;
}
