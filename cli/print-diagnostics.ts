import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { Place } from "../dsl/place.ts";

/** Colours of a terminal; plain text without one. */
export interface Style {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const code = (open: number, close: number) => (text: string) => `\x1b[${open}m${text}\x1b[${close}m`;
const same = (text: string) => text;

export function styleFor(stream: NodeJS.WriteStream): Style {
  const coloured = stream.isTTY === true && process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb";
  return coloured
    ? { red: code(31, 39), yellow: code(33, 39), dim: code(2, 22), bold: code(1, 22) }
    : { red: same, yellow: same, dim: same, bold: same };
}

/** Problems as a person reads them: code and place, a sentence, the author's line, and the way out. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], style: Style): string {
  return diagnostics.map((one) => printDiagnostic(one, style)).join("\n");
}

function printDiagnostic({ code: name, severity, message, at, related, help }: Diagnostic, style: Style): string {
  const colour = severity === "error" ? style.red : style.yellow;
  const lines = [`${colour(severity)} ${style.bold(name)}${at === undefined ? "" : `  ${place(at)}`}`, `  ${message}`];
  if (at !== undefined) lines.push(...codeFrame(at, style));
  for (const other of related) lines.push(`  related: ${place(other.at)}  ${other.message}`);
  if (help !== undefined) lines.push(`  help: ${help}`);
  return `${lines.join("\n")}\n`;
}

const place = ({ file, line, column }: Place): string => `${relative(process.cwd(), file) || file}:${line}:${column}`;

/** The line itself, one before and one after, with a mark under the column. */
function codeFrame({ file, line, column }: Place, style: Style): readonly string[] {
  const source = readLines(file);
  if (source[line - 1] === undefined) return [];
  const width = String(line + 1).length;
  const numbered = (number: number) => `    ${style.dim(`${String(number).padStart(width)} |`)} ${source[number - 1]}`;
  const before = line > 1 ? [numbered(line - 1)] : [];
  const after = source[line] !== undefined && source[line] !== "" ? [numbered(line + 1)] : [];
  const indent =
    (source[line - 1]!.slice(0, column - 1).match(/\t/g) ?? []).length > 0
      ? source[line - 1]!.slice(0, column - 1).replace(/[^\t]/g, " ")
      : " ".repeat(column - 1);
  return ["", ...before, numbered(line), `    ${" ".repeat(width)} ${style.dim("|")} ${indent}${style.red("^")}`, ...after, ""];
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split(/\r\n|\n|\r/);
  } catch {
    return [];
  }
}
