import { nearestName } from "../../util/did-you-mean.ts";
import { callerOf } from "../place.ts";
import { refuse } from "../refuse.ts";
import { isObject, type Misfit, misfitsOf, type Shape } from "./shape.ts";

/**
 * @internal What an author gave to a public function, when every part of it is of the kind that its type says.
 * @throws DslError with all that is not, at the line that called `word`
 */
export function soundSpec<S>(given: S, shape: Shape, word: Function): S {
  const misfits = misfitsOf(given, shape, "");
  return misfits.length === 0 ? given : refuseMisfits(given, misfits, word);
}

/** @internal @throws DslError */
export function refuseMisfits(given: unknown, misfits: readonly Misfit[], word: Function): never {
  const name = isObject(given) && typeof given.name === "string" ? ` "${given.name}"` : "";
  return refuse(
    "spec-wrong-type",
    { step: `${word.name}(...)${name}`, what: misfits.map(misfitText).join("; ") },
    callerOf(word),
  );
}

function misfitText(misfit: Misfit): string {
  const { path } = misfit;
  if (misfit.kind === "wrong-type") return `${path === "" ? "it" : path} wants ${misfit.expected}, and got ${misfit.found}`;
  const near = nearestName(path.slice(path.lastIndexOf(".") + 1), misfit.known);
  return `nothing reads ${path}${near === undefined ? "" : `, perhaps ${near} is meant`}`;
}
