import type { Outputs } from "../component.ts";
import { isArtifactType } from "./output-places.ts";
import type { OutputPlace, OutputPlaces } from "./work.ts";

/** A value that a template leaves: `"result"`, or the name of its output parameter; `as: "json"` reads text as JSON. */
export type TemplateOutput = string | { readonly from: string; readonly as: "json" };

/** The places of the values of a template that is not ours: its output parameters of the same names, unless `from` says other ones. */
export function templatePlaces(outputs: Outputs = {}, from: Readonly<Record<string, TemplateOutput>> = {}): OutputPlaces {
  const values = Object.entries(outputs).filter(([, type]) => !isArtifactType(type));
  return Object.freeze(Object.fromEntries(values.map(([name]) => [name, placeOf(from[name] ?? name)])));
}

function placeOf(given: TemplateOutput): OutputPlace {
  const name = typeof given === "string" ? given : given.from;
  return Object.freeze({
    from: name === "result" ? ({ kind: "stdout" } as const) : ({ kind: "parameter", name } as const),
    as: typeof given === "string" ? "value" : given.as,
  });
}
