import type { Place } from "../../dsl/place.ts";

/** Something wrong with a pipeline, as data. */
export interface Diagnostic {
  /** Names the problem everywhere: the rule's file, the docs page. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** Starts with the author's own names; says what was expected and what came. */
  readonly message: string;
  readonly at: Place | undefined;
  /** Other places that have to do with it. */
  readonly related: readonly RelatedPlace[];
  /** How to mend it. */
  readonly help: string | undefined;
}

export interface RelatedPlace {
  readonly at: Place;
  readonly message: string;
}

/** Makes a frozen error; what is left out is absent. */
export function diagnostic(
  given: Pick<Diagnostic, "code" | "message"> & Partial<Omit<Diagnostic, "code" | "message">>,
): Diagnostic {
  return Object.freeze({ severity: "error", at: undefined, related: [], help: undefined, ...given });
}

/** Whether a problem stops a compile; a warning does not. */
export const isError = ({ severity }: Diagnostic): boolean => severity === "error";
