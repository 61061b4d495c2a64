import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../compiler/diagnostics/sort-diagnostics.ts";
import type { Place } from "../dsl/place.ts";
import { visibleText } from "../util/visible-text.ts";
import { wrapText } from "../util/wrap-text.ts";
import { codeFrame } from "./code-frame.ts";
import { type Terminal, terminalFor } from "./terminal.ts";

/** More than this many are one mistake repeated. */
const mostPrinted = 100;

/** Prints problems for people, on standard error. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const text = printDiagnostics(diagnostics, terminalFor(process.stderr));
  if (text !== "") process.stderr.write(text);
}

/** Problems as a person reads them: code and place, a sentence, the author's line, the way out; and at the end where there is more to read. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], terminal: Terminal): string {
  const sorted = sortDiagnostics(diagnostics);
  if (sorted.length === 0) return "";
  const printed = sorted.slice(0, mostPrinted).map((one) => `${printDiagnostic(one, terminal).join("\n")}\n\n`);
  return `${printed.join("")}${lastLine(sorted, terminal)}\n`;
}

function printDiagnostic({ code, severity, message, at, related, help }: Diagnostic, terminal: Terminal): readonly string[] {
  const { style } = terminal;
  const colour = severity === "error" ? style.red : style.yellow;
  return [
    `${colour(severity)} ${style.bold(code)}${at === undefined ? "" : `  ${shownPlace(at)}`}`,
    ...paragraph(message, "", terminal),
    ...(at === undefined ? [] : frame(at, terminal)),
    ...related.flatMap((other) => paragraph(`${shownPlace(other.at)}  ${other.message}`, "related: ", terminal)),
    ...(help === undefined ? [] : paragraph(help, "help: ", terminal)),
  ].filter((line, index, lines) => line !== "" || index < lines.length - 1);
}

/** A sentence under its problem, each line of it indented. */
function paragraph(text: string, label: string, { width, wraps }: Terminal): readonly string[] {
  const whole = visibleText(`${label}${text}`.replaceAll("\r\n", "\n")).replaceAll("\t", "  ");
  const lines = wraps ? wrapText(whole, width - 2) : whole.split("\n");
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** `2 errors and 1 warning. The reasons: pipewright explain gpu-not-whole` */
function lastLine(diagnostics: readonly Diagnostic[], { style }: Terminal): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const counts = [counted(errors, "error"), counted(diagnostics.length - errors, "warning")].filter((text) => text !== "");
  const most = diagnostics.length > mostPrinted ? `, the first ${mostPrinted} of them above` : "";
  const { code } = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0]!;
  return style.dim(`${counts.join(" and ")}${most}. Why: pipewright explain ${code}`);
}

const counted = (count: number, what: string): string => (count === 0 ? "" : `${count} ${what}${count === 1 ? "" : "s"}`);

/** A place as people and editors read it. */
const shownPlace = ({ file, line, column }: Place): string => `${relative(process.cwd(), file) || file}:${line}:${column}`;

/** The author's line; a file that can't be read any more has none. */
function frame(at: Place, terminal: Terminal): readonly string[] {
  try {
    return codeFrame(readFileSync(at.file, "utf8"), at, terminal);
  } catch {
    return [];
  }
}
