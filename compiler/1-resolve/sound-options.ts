import type { Place } from "../../dsl/place.ts";
import { pipelineOptionsShape } from "../../dsl/shapes/pipeline-options-shape.ts";
import { keyPath, misfitsOf, type Shape } from "../../dsl/shapes/shape.ts";
import { taskDefaultsShape } from "../../dsl/shapes/task-options-shape.ts";
import type { OptionMisfit } from "../plan/plan.ts";
import type { FullProfile } from "../profiles/profiles.ts";

/** Where options are said. */
interface OptionsSite {
  readonly shape: Shape;
  readonly owner: string;
  readonly at: Place | undefined;
}

/**
 * The options of which every value is what its type says; the others become misfits. Programs that were never type-checked can give
 * anything, and every law and every lowering may go by the types.
 */
export function soundOptions<O extends object>(given: O, { shape, owner, at }: OptionsSite, misfits: OptionMisfit[]): O {
  if (isEmpty(given)) return given;
  const found = misfitsOf(given, shape, "");
  if (found.length === 0) return given;
  misfits.push(...found.map((misfit) => ({ owner, misfit, at })));
  const wrong = found.filter(({ kind }) => kind === "wrong-type").map(({ path }) => path);
  if (wrong.includes("")) return Object.freeze({}) as O;
  const isWrong = (option: string): boolean => wrong.some((path) => isInside(path, keyPath("", option)));
  return Object.freeze(Object.fromEntries(Object.entries(given).filter(([option]) => !isWrong(option)))) as O;
}

/** A profile whose defaults and options are sound. */
export function soundProfile(profile: FullProfile, misfits: OptionMisfit[]): FullProfile {
  const { name, defaults, options } = profile;
  const site = { owner: `The defaults of profile "${name}"`, at: undefined };
  const before = misfits.length;
  const sound = {
    ...(defaults && { defaults: soundOptions(defaults, { ...site, shape: taskDefaultsShape }, misfits) }),
    ...(options && {
      options: soundOptions(options, { shape: pipelineOptionsShape, owner: `Profile "${name}"`, at: undefined }, misfits),
    }),
  };
  return misfits.length === before ? profile : Object.freeze({ ...profile, ...sound });
}

const isInside = (path: string, option: string): boolean =>
  path === option || (/^[.[]/.test(path.slice(option.length)) && path.startsWith(option));

function isEmpty(given: object): boolean {
  if (typeof given !== "object" || given === null) return false;
  for (const _key in given) return false;
  return !Array.isArray(given);
}
