import { type Message, messageShape } from "../../util/fill-message.ts";
import { cellWidth, padCells } from "../../util/graph/cell-text.ts";
import { wrapText } from "../../util/wrap-text.ts";
import type { Terminal } from "../terminal.ts";

/** Every code by topic, each with the first words of what it says. */
export function listCodes(
  messages: Readonly<Record<string, Message>>,
  topics: Readonly<Record<string, string>>,
  terminal: Terminal,
): string {
  const codes = Object.keys(messages).sort();
  const column = Math.max(...codes.map(cellWidth)) + 2;
  const parts = Object.entries(topics).map(([topic, title]) => {
    const lines = codes
      .filter((code) => messages[code]!.topic === topic)
      .flatMap((code) => codeLines(code, messageShape(messages[code]!.text) ?? "", column, terminal));
    const head = wrapText(title, terminal.width).map(terminal.style.bold).join("\n");
    return `${head}\n${lines.join("\n")}\n`;
  });
  return `${parts.join("\n")}\n${wrapText("pipewright explain <code> says more.", terminal.width).join("\n")}\n`;
}

/** In a narrow terminal the words stand under the code, else beside it. */
function codeLines(code: string, words: string, column: number, { width, style }: Terminal): readonly string[] {
  const beside = width - 2 - column;
  if (words === "") return [`  ${style.cyan(code)}`];
  if (beside < 40) return [`  ${style.cyan(code)}`, ...wrapText(words, width - 4).map((line) => `    ${line}`)];
  const [first, ...rest] = wrapText(words, beside);
  return [`  ${style.cyan(padCells(code, column))}${first}`, ...rest.map((line) => `  ${" ".repeat(column)}${line}`)];
}
