import { stripVTControlCharacters } from "node:util";
import { cellWidth, fitCells } from "../../util/graph/cell-text.ts";
import type { Terminal } from "../terminal.ts";

const gap = "  ";

/**
 * Rows in columns as wide as their widest cell. What does not fit into the terminal is cut in the last column; where less than half of that is
 * left, a row takes a line for its first cell and further ones, indented, for the others.
 *
 * @param head the columns' names; none when empty
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[], { width, style }: Terminal): string {
  const lines = head.length === 0 ? rows : [head, ...rows];
  const count = Math.max(0, ...lines.map(({ length }) => length));
  const widths = Array.from({ length: count }, (_, at) => Math.max(0, ...lines.map((line) => visibleWidth(line[at] ?? ""))));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + gap.length, 0);
  const lastWidth = widths.at(-1) ?? 0;
  if (width - before < Math.min(lastWidth, 12)) return stacked(head, rows, width, { style });
  const rowText = (line: readonly string[]) =>
    line
      .map((cell, at) => (at === count - 1 ? fitVisible(cell, width - before) : padVisible(cell, widths[at] ?? 0)))
      .join(gap)
      .trimEnd();
  return lines.map((line, at) => `${at === 0 && head.length > 0 ? style.dim(rowText(line)) : rowText(line)}\n`).join("");
}

function stacked(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  { style }: Pick<Terminal, "style">,
): string {
  const named = (cell: string, at: number): string => (head[at] ? `${style.dim(`${head[at]}:`)} ${cell}` : cell);
  return rows
    .map(([first = "", ...others]) => {
      const rest = others.map((cell, at) => (cell === "" ? "" : `  ${fitVisible(named(cell, at + 1), width - 2)}\n`));
      return `${fitVisible(first, width)}\n${rest.join("")}`;
    })
    .join("");
}

const visibleWidth = (cell: string): number => cellWidth(stripVTControlCharacters(cell));

const padVisible = (cell: string, width: number): string => cell + " ".repeat(Math.max(0, width - visibleWidth(cell)));

/** Cut text loses its colours. */
const fitVisible = (cell: string, width: number): string =>
  visibleWidth(cell) <= width ? cell : fitCells(stripVTControlCharacters(cell), Math.max(1, width));
