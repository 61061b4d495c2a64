import { readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Diagnostic, diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import type { PipelineNode } from "../dsl/nodes/pipeline-node.ts";
import { type Place, placeOfFrame } from "../dsl/place.ts";
import { watchForLateProblems } from "./late-problems.ts";
import { ProblemError } from "./problem-error.ts";
import { UsageError } from "./usage-error.ts";

/** Of files that Node can load. */
export const scriptEndings = [".ts", ".mts", ".js", ".mjs"];

/**
 * Loads the pipeline that a file of the author's exports.
 * @throws UsageError when there is no such file, ProblemError for everything that is wrong with it
 */
export async function loadPipeline(path: string): Promise<PipelineNode> {
  const file = requireFile(path);
  if (!scriptEndings.includes(extname(file))) throw new UsageError(`"${path}" is no TypeScript or JavaScript file.`);
  const module = await importModule(file);
  const pipelines = new Set(Object.values(module).filter(isPipeline));
  const [pipeline, second] = pipelines;
  if (pipeline === undefined) throw new ProblemError([problem("no-pipeline", { file: path }, { at: startOf(file) })]);
  if (second !== undefined) {
    const names = [...pipelines].map(({ name }) => `"${name}"`).join(", ");
    const at = second.at ?? startOf(file);
    throw new ProblemError([problem("several-pipelines", { file: path, count: pipelines.size, names }, { at })]);
  }
  return pipeline;
}

/** The absolute path of a file that is there. */
export function requireFile(path: string): string {
  const file = resolve(path);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw noSuchFile(`There is no file "${path}".`, "");
  if (!stats.isFile()) throw noSuchFile(`"${path}" is a folder.`, "Name the file with the pipeline.");
  return file;
}

const noSuchFile = (what: string, help: string) => new ProblemError([problem("no-such-file", { what, help })]);

/** A module of the author's. @throws ProblemError at the author's line */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  ignoreKnownWarnings();
  watchForLateProblems((error) => importProblem(error, file));
  try {
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new ProblemError([importProblem(error, file)]);
  }
}

/**
 * Node warns of a TypeScript module in a package without `"type": "module"`; it loads all the same, and the time it costs is small.
 * Of a module in a CommonJS project it says in a warning what `not-a-module` says better. Some of these never pass `process.emitWarning`.
 */
function ignoreKnownWarnings(): void {
  const { emit } = process;
  const isKnown = (warning: unknown) =>
    warning instanceof Error &&
    ((warning as NodeJS.ErrnoException).code === "MODULE_TYPELESS_PACKAGE_JSON" ||
      warning.message.startsWith("Failed to load the ES module:"));
  process.emit = ((event: string, ...args: readonly unknown[]) =>
    event === "warning" && isKnown(args[0]) ? false : Reflect.apply(emit, process, [event, ...args])) as typeof process.emit;
}

/** What went wrong while the author's modules loaded, at the author's line where there is one. */
function importProblem(error: unknown, file: string): Diagnostic {
  if (!(error instanceof Error))
    return problem("pipeline-throws", { what: `Loading it threw ${String(error)}.` }, { at: startOf(file) });
  const { code, help, at } = error as Error & { code?: string; help?: string; at?: Place };
  if (error.name === "DslError")
    return diagnostic({ code: code!, message: error.message, help, at: at ?? firstOwnFrame(error) ?? startOf(file) });
  if (error instanceof SyntaxError && error.message.startsWith("Cannot use import statement outside a module")) {
    return problem("not-a-module", {}, { at: startOf(file) });
  }
  const syntax = error instanceof SyntaxError ? (syntaxPlace(error) ?? placeOfName(error, file)) : undefined;
  if (syntax !== undefined)
    return problem("syntax-error", { what: `${firstLine(error.message).replace(/\.$/, "")}.` }, { at: syntax });
  if (code === "ERR_IMPORT_ATTRIBUTE_MISSING") {
    const [, module = ""] = /^Module "([^"]+)"/.exec(error.message) ?? [];
    return problem(
      "pipeline-throws",
      { what: `${error.name}: ${error.message}` },
      { at: lineWith(basename(module), file) ?? startOf(file) },
    );
  }
  if (code === "ERR_MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return importNotFound(error, file);
  return problem("pipeline-throws", { what: `${error.name}: ${error.message}` }, { at: firstOwnFrame(error) ?? startOf(file) });
}

/** Node names what is missing and the module that wants it; the line is the one that says so. */
function importNotFound(error: Error, file: string): Diagnostic {
  const [, missing, importer = file] =
    /^Cannot find (?:module|package) '([^']+)'(?: imported from (.+))?/.exec(firstLine(error.message)) ?? [];
  if (missing === undefined)
    return problem("import-not-found", { what: `${firstLine(error.message)}.`, help: "" }, { at: startOf(file) });
  const from = importer.startsWith("file:") ? fileURLToPath(importer) : importer;
  const isPath = isAbsolute(missing);
  const name = isPath ? basename(missing) : missing;
  const help = isPath ? "Is the path written with its ending, as in ./train.ts?" : `npm install ${name}`;
  const what = isPath
    ? `There is no module "${relative(process.cwd(), missing)}".`
    : `There is no package "${name}" in this project.`;
  return problem("import-not-found", { what, help }, { at: lineWith(name, from) ?? startOf(from) });
}

function lineWith(text: string, file: string): Place | undefined {
  const lines = readFileSync(file, "utf8").split("\n");
  const index = lines.findIndex((line) => /\b(from|import)\b/.test(line) && line.includes(text));
  return index < 0 ? undefined : { file, line: index + 1, column: Math.max(1, lines[index]!.search(/["'`]/) + 1) };
}

const firstLine = (text: string): string => text.split("\n")[0]!.trim();

/** A stack's first frame in a file of the author's: not in node_modules, not in Pipewright. */
function firstOwnFrame(error: Error): Place | undefined {
  const own = dirname(fileURLToPath(import.meta.url));
  for (const frame of error.stack?.split("\n") ?? []) {
    const place = frame.trim().startsWith("at ") ? placeOfFrame(frame) : undefined;
    if (place !== undefined && !place.file.includes("node_modules") && !place.file.startsWith(own)) return place;
  }
  return undefined;
}

/** Node writes `file:line`, the line and a row of `^` before the error itself. */
function syntaxPlace(error: SyntaxError): Place | undefined {
  const lines = error.stack?.split("\n") ?? [];
  const [, path, line] = /^(.+?):(\d+)$/.exec(lines[0] ?? "") ?? [];
  if (path === undefined) return undefined;
  const caret = lines.slice(1, 4).find((text) => /^\s*\^+\s*$/.test(text));
  return {
    file: path.startsWith("file:") ? fileURLToPath(path) : path,
    line: Number(line),
    column: (caret?.indexOf("^") ?? 0) + 1,
  };
}

/** Of a name that is declared or exported twice, or exported and not there, V8 tells the name alone; the last line that makes it is meant. */
function placeOfName({ message }: SyntaxError, file: string): Place | undefined {
  const [, name] =
    /^(?:Identifier '(.+)' has already|Duplicate export of '(.+)'$|Export '(.+)' is not defined)/
      .exec(message)
      ?.filter(Boolean) ?? [];
  if (name === undefined) return undefined;
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split(/[=(]/)[0]!); // what is declared stands before its value
  const word = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`);
  const index = lines.findLastIndex((line) => /\b(const|let|var|function|class|import|export)\b/.test(line) && word.test(line));
  return index < 0 ? undefined : { file, line: index + 1, column: lines[index]!.search(word) + 1 };
}

export const startOf = (file: string): Place => ({ file, line: 1, column: 1 });

const isPipeline = (value: unknown): value is PipelineNode =>
  (typeof value === "function" || typeof value === "object") && (value as { kind?: unknown } | null)?.kind === "pipeline";
