import type { Contract, Inputs, Outputs, Params } from "../component.ts";
import { isObject, keyPath, type Misfit, type Shape } from "../shapes/shape.ts";
import { refuseMisfits, soundSpec } from "../shapes/sound-spec.ts";
import { stepParts } from "./step-parts.ts";

/** Makes what an author wants made from the parts of the step. */
export type Fill<S> = (spec: S, parts: object) => S;

/** The public function that an author called, and what it takes. */
export interface Word<S> {
  readonly word: Function;
  readonly shape: Shape;
  readonly fill: Fill<S>;
}

/**
 * @internal The spec of a foreign step with everything made that is made from its parts, when all of it is of the kind that its type says.
 * @throws DslError with all that is not
 */
export function filledSpec<S extends Contract<Params, Inputs, Outputs>>(given: S, { word, shape, fill }: Word<S>): S {
  const spec = soundSpec(isObject(given) ? fill(given, partsOf(given)) : given, shape, word);
  const unknown = placesOfNothing(spec);
  return unknown.length === 0 ? spec : refuseMisfits(spec, unknown, word);
}

/** Places of outputs that the step does not have. */
function placesOfNothing({ outputs = {}, outputsFrom = {} }: Placed): readonly Misfit[] {
  const known = Object.keys(outputs);
  const unknown = Object.keys(outputsFrom).filter((name) => !known.includes(name));
  return unknown.map((name) => ({ kind: "unknown-key", path: keyPath("outputsFrom", name), known }));
}

interface Placed {
  readonly outputs?: Outputs;
  readonly outputsFrom?: object;
}

/** For a spec in which some members may be functions of the parts. */
export const fillMembers =
  <S extends object>(...keys: readonly (keyof S)[]): Fill<S> =>
  (spec, parts) => {
    const made = keys.map((key) => [key, spec[key]] as const).filter(([, one]) => typeof one === "function");
    return { ...spec, ...Object.fromEntries(made.map(([key, one]) => [key, (one as (parts: object) => unknown)(parts)])) };
  };

const partsOf = (given: object): object => {
  const { outputsFrom } = given as { readonly outputsFrom?: unknown };
  return stepParts(given as Contract<never, never, never>, isObject(outputsFrom) ? outputsFrom : {});
};
