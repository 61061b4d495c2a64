import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { problem } from "../compiler/diagnostics/problem.ts";
import { findPackage } from "../containers/build/external-packages.ts";

/** What TypeScript says about a pipeline's file and everything that it imports from the project. */
export type TypeCheck =
  | { readonly kind: "checked"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "no-typescript" };

/** For a project without a tsconfig.json. */
const ownOptions = {
  target: "es2024",
  module: "nodenext",
  moduleResolution: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

/** Checks a file by the project's own TypeScript and tsconfig.json; a project without TypeScript is not checked. */
export async function typeCheck(file: string, workspace: string): Promise<TypeCheck> {
  const typescript = findPackage("typescript", workspace);
  if (typescript === undefined) return { kind: "no-typescript" };
  const folder = join(workspace, ".pipewright", "cache");
  mkdirSync(folder, { recursive: true });
  const config = join(folder, `tsconfig.${process.pid}.json`);
  const own = join(workspace, "tsconfig.json");
  const base = existsSync(own) ? { extends: own } : {};
  const compilerOptions = {
    ...(existsSync(own) ? {} : ownOptions),
    noEmit: true,
    incremental: false,
    composite: false,
    ...(!existsSync(own) && { types: findPackage("@types/node", workspace) === undefined ? [] : ["node"] }),
  };
  writeFileSync(config, JSON.stringify({ ...base, compilerOptions, files: [file], include: [], exclude: [] }));
  try {
    const output = await outputOf([join(typescript, "bin", "tsc"), "-p", config, "--pretty", "false"], workspace);
    return { kind: "checked", diagnostics: readDiagnostics(output, workspace) };
  } finally {
    rmSync(config, { force: true });
  }
}

function outputOf(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.once("error", reject);
    child.once("close", () => done(text));
  });
}

/** One problem of tsc: `file(line,column): error TS2345: message`, its explanation on indented lines. */
const headLine = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;

/** @internal The problems that tsc prints, in the author's words where the DSL's types have some. */
export function readDiagnostics(output: string, cwd: string): readonly Diagnostic[] {
  const found: { readonly head: RegExpExecArray; readonly details: string[] }[] = [];
  const loose: string[] = [];
  for (const line of output.split(/\r?\n/)) {
    const head = headLine.exec(line);
    if (head !== null) found.push({ head, details: [] });
    else if (/^\s+\S/.test(line)) found.at(-1)?.details.push(line.trim());
    else if (line.startsWith("error ")) loose.push(line);
  }
  return [
    ...found.map(({ head: [, file, line, column, code, message], details }) => {
      const at = { file: resolve(cwd, file!), line: Number(line), column: Number(column) };
      const said = sentence([message!, ...details]);
      return said === undefined
        ? problem("type-error", { what: `${code}: ${details.at(-1) ?? message}` }, { at })
        : problem("wrong-wire", { sentence: `${said[0]!.toUpperCase()}${said.slice(1)}.` }, { at });
    }),
    ...loose.map((text) => problem("type-error", { what: text.replace(/^error /, "") })),
  ];
}

/** The sentence inside a `DslTypeError<"…">`. */
function sentence(lines: readonly string[]): string | undefined {
  const text = /DslTypeError<("(?:[^"\\]|\\.)*")>/.exec(lines.join("\n"))?.[1];
  return text === undefined ? undefined : (JSON.parse(text) as string);
}

/** A path as people type it. */
export const shown = (path: string): string => relative(process.cwd(), path) || path;
