import { cellWidth } from "./graph/cell-text.ts";

/** Breaks each line of a text at spaces, so that none takes more than `width` cells of a terminal; a longer word stays whole. */
export function wrapText(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((line) => (cellWidth(line) <= width ? [line] : wrapLine(line, width)));
}

function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && cellWidth(longer) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current];
}
