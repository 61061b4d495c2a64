import type { ChangedPart, StepPart } from "../../runner/record/step-parts.ts";
import type { Terminal } from "../terminal.ts";
import { digestWords, valueWords } from "./words.ts";

const kinds: Readonly<Record<StepPart["kind"], string>> = {
  code: "code",
  image: "image",
  parameter: "parameter",
  input: "input",
  environment: "environment",
};

/** `parameter rate`, `code`. */
export const partName = ({ kind, name }: Pick<StepPart, "kind" | "name">): string =>
  kind === "code" || kind === "image" ? kinds[kind] : `${kinds[kind]} ${name}`;

/** A part's value: an artifact with where it came from. */
export function partValue(part: StepPart | undefined): string {
  if (part === undefined) return "(none)";
  if (part.kind !== "input") return valueWords(part.value);
  const digest = digestWords(part.value);
  return part.from === undefined || part.from === part.value ? digest : `${digest} (${part.from})`;
}

/** A part with both its values: one under the other, as they are best compared. */
export function changedPartLines({ before, after, ...part }: ChangedPart, { style }: Pick<Terminal, "style">): readonly string[] {
  return [partName(part), `  ${style.red("-")} ${partValue(before)}`, `  ${style.green("+")} ${partValue(after)}`];
}
