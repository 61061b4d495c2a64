import type { RecipeParts } from "../images/recipe.ts";

/** A part of a recipe that differs; a value is undefined where a recipe has no such part. */
export interface ChangedPart {
  readonly part: string;
  /** For people: what such a part is. */
  readonly about: string;
  readonly before: string | undefined;
  readonly now: string | undefined;
}

const abouts: Readonly<Record<string, string>> = {
  base: "the image that it is laid upon",
  bundle: "its code, the versions of native packages that it imports, or files of the project that travel along",
  epoch: "SOURCE_DATE_EPOCH, the time of everything in it",
  labels: "its labels: its bundle, the project's repository, Pipewright's version",
  layout: "how Pipewright lays images",
  platforms: "what it is built for",
  "source map": "where the author's lines are",
};

const aboutOf = (part: string): string =>
  abouts[part] ?? (part.startsWith("packages ") ? "the native packages beside its code, by the project's lock file" : "");

/** The parts in which recipes differ, by name: equal recipes give equal images. */
export function changedParts(before: RecipeParts, now: RecipeParts): readonly ChangedPart[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((part) => before[part] !== now[part])
    .sort()
    .map((part) => ({ part, about: aboutOf(part), before: before[part], now: now[part] }));
}
