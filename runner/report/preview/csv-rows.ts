/**
 * The first rows of a CSV or TSV text, with quotes as in RFC 4180; undefined when it does not look like one: fewer than two columns, or rows
 * that differ in their number.
 *
 * @example
 * csvRows('a,b\n1,"x, y"\n', 10) // => [["a", "b"], ["1", "x, y"]]
 */
export function csvRows(text: string, most: number): readonly (readonly string[])[] | undefined {
  const firstLine = /^[^\r\n]*/.exec(text)![0];
  const separator = [",", "\t", ";"].toSorted((one, other) => firstLine.split(other).length - firstLine.split(one).length)[0]!;
  if (!firstLine.includes(separator)) return undefined;
  const rows = readRows(text, separator, most + 1);
  // The last row may be cut off.
  const whole = rows.length > most ? rows.slice(0, most) : rows;
  const [head, ...others] = whole;
  if (head === undefined || others.length === 0 || others.some((row) => row.length !== head.length)) return undefined;
  return whole;
}

function readRows(text: string, separator: string, most: number): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") {
      if (character === "\r" && text[at + 1] === "\n") at++;
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += character;
  }
  if (rows.length < most && (row.length > 0 || cell !== "")) rows.push([...row, cell]);
  return rows;
}
