import { didYouMean } from "../../../util/did-you-mean.ts";

/**
 * ` Did you mean "inputs.parameters.epochs"?`, for a dotted name that nothing has: one of those that differ in the last step, else one of
 * as many steps.
 */
export function suggestName(name: string, known: readonly string[]): string {
  const { parent, last } = split(name);
  const siblings = known.map(split).filter((one) => one.parent === parent);
  if (siblings.length > 0) {
    const lasts = siblings.map((one) => one.last).filter((one) => !generic.has(one));
    return didYouMean(last, lasts).replace(/"(.*)"/, `"${parent === "" ? "" : `${parent}.`}$1"`);
  }
  const steps = name.split(".").length;
  return didYouMean(
    name,
    known.filter((one) => one.split(".").length === steps),
  );
}

/** Beside names that people choose. */
const generic = new Set(["json"]);

function split(name: string): { readonly parent: string; readonly last: string } {
  const dot = name.lastIndexOf(".");
  return { parent: name.slice(0, Math.max(dot, 0)), last: name.slice(dot + 1) };
}
