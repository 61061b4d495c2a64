import type { ArtifactRef, RefOf } from "pipewright";

/** A ref that a page takes as known, for the type checker alone: a fragment is not run. */
export const valueRef = <T>(): RefOf<T> => undefined as unknown as RefOf<T>;

/** The same of an artifact. */
export const artifactRef = <const Name extends string>(_type: { readonly name: Name }): ArtifactRef<Name> =>
  undefined as unknown as ArtifactRef<Name>;

/** What a component of a page does. */
export const noWork = (): never => {
  throw new Error("A component of a page is compiled and never run.");
};
