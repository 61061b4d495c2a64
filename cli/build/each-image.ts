import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { ProblemError } from "../problem-error.ts";
import { asBuildProblems } from "./as-build-problems.ts";

/** How it went, image by image. */
export interface EachResult<T, R> {
  readonly done: readonly R[];
  readonly failed: readonly T[];
  /** Why, each reason once: ten images without their base are one problem. */
  readonly failures: readonly Diagnostic[];
}

/**
 * Does something for each image, for all at the same time, and waits for every one of them: one that fails does not stop the others, and nothing goes on behind an error.
 * @param place to end a sentence: `in ghcr.io/me/taxi`
 * @throws what is no fault of an image or a store
 */
export async function eachImage<T, R>(
  items: readonly T[],
  place: string,
  work: (item: T) => Promise<R>,
): Promise<EachResult<T, R>> {
  const results = await Promise.allSettled(items.map((item) => asBuildProblems(place, () => work(item))));
  const failures = new Map<string, Diagnostic>();
  for (const result of results) {
    if (result.status === "fulfilled") continue;
    if (!(result.reason instanceof ProblemError)) throw result.reason;
    for (const one of result.reason.diagnostics) failures.set(`${one.code} ${one.message}`, one);
  }
  return {
    done: results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    failed: items.filter((_, index) => results[index]!.status === "rejected"),
    failures: [...failures.values()],
  };
}
