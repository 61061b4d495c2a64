import type { Change } from "../compiler/diff/change.ts";
import { type ChangeLines, changeWords } from "../compiler/diff/change-words.ts";
import { visibleText } from "../util/visible-text.ts";
import { wrapText } from "../util/wrap-text.ts";
import type { Style, Terminal } from "./terminal.ts";

/** Changes of a manifest as people read them: what is new, gone or different, and under it how. */
export const printChanges = (changes: readonly Change[], terminal: Terminal): string =>
  changeWords(changes)
    .map((change) => printChange(change, terminal))
    .join("");

function printChange({ sign, head, details }: ChangeLines, { style, width, wraps }: Terminal): string {
  const lines = details.flatMap((detail) => {
    const text = visibleText(detail).replaceAll("\n", " ");
    const wrapped = wraps ? wrapText(text, Math.max(20, width - 6)) : [text];
    return wrapped.map((line, index) => `${index === 0 ? "    " : "      "}${line}`);
  });
  return `${[`${colourOf(sign, style)(sign)} ${style.bold(head)}`, ...lines].join("\n")}\n`;
}

const colourOf = (sign: ChangeLines["sign"], style: Style): ((text: string) => string) =>
  ({ "+": style.green, "-": style.red, "~": style.yellow })[sign];
