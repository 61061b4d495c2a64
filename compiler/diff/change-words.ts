import type { Change, FactChange } from "./change.ts";

/** A change as lines of text, with a sign for what became of it. */
export interface ChangeLines {
  readonly sign: "+" | "-" | "~";
  readonly head: string;
  readonly details: readonly string[];
}

/** How much of a value is shown. */
const mostShown = 72;

/** Changes in sentences. */
export const changeWords = (changes: readonly Change[]): readonly ChangeLines[] => changes.map(wordsOf);

function wordsOf(change: Change): ChangeLines {
  const { about, name, status, formerName, facts } = change;
  const sign = status === "added" ? "+" : status === "removed" ? "-" : "~";
  const what = about === "body" ? "step" : about;
  const [own, ...around] = name.split("/").reverse();
  const inside = around.length === 0 ? "" : ` in ${around.map((body) => `"${body}"`).join(" in ")}`;
  const former = formerName === undefined ? "" : `, which was called "${formerName.slice(formerName.lastIndexOf("/") + 1)}"`;
  const head = about === "schedule" ? "schedule" : `${what} "${own}"${inside}${former}`;
  return { sign, head, details: facts.map((fact) => factWords(fact, status)) };
}

/** Nothing but names of steps and parameters: where something comes from. */
const isPlace = (words: string): boolean => /^[A-Za-z][\w-]*(\.[\w-]+)+$/.test(words);

function factWords({ label, before, after }: FactChange, status: Change["status"]): string {
  const [from, to] = excerpts(before, after);
  if (status !== "changed")
    return `${label}${label.startsWith("argument") && isPlace(to ?? "") ? " comes from" : ":"} ${to ?? from}`;
  if (label.startsWith("argument") && after !== undefined && isPlace(after))
    return `${label} now comes from ${to}${from === undefined ? "" : `, not ${isPlace(before ?? "") ? "" : "the constant "}${from}`}`;
  if (/^(runs|waits)/.test(label)) {
    if (from === undefined) return `now ${label} ${to}`;
    return to === undefined ? `no longer ${label} ${from}` : `now ${label} ${to}, not ${from}`;
  }
  if (label === "image" && before !== undefined && after !== undefined) return imageWords(before, after);
  if (from === undefined) return `${label} is new: ${to}`;
  return to === undefined ? `${label} is gone; it was ${from}` : `${label}: ${from} → ${to}`;
}

/** The same image with another tag is other code. */
function imageWords(before: string, after: string): string {
  const parts = (image: string) => /^"(.*?)(?:[:@]([^/:@]+|sha256:[^/]+))?"$/.exec(image) ?? [];
  const [, from, oldTag] = parts(before);
  const [, to, tag] = parts(after);
  const isSame = from !== undefined && from === to && oldTag !== undefined && tag !== undefined;
  return isSame ? `new code in ${to}: ${oldTag} → ${tag}` : `image: ${before} → ${after}`;
}

/** Long values are cut to the part that differs. */
function excerpts(before: string | undefined, after: string | undefined): readonly [string | undefined, string | undefined] {
  if ((before?.length ?? 0) <= mostShown && (after?.length ?? 0) <= mostShown) return [before, after];
  const common = before === undefined || after === undefined ? 0 : commonLength(before, after);
  const start = Math.max(0, common - Math.floor(mostShown / 3));
  const cut = (text: string | undefined) =>
    text === undefined
      ? undefined
      : `${start > 0 ? "…" : ""}${text.slice(start, start + mostShown).toWellFormed()}${text.length > start + mostShown ? "…" : ""}`;
  return [cut(before), cut(after)];
}

function commonLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}
