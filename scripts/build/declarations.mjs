import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { inRoot, root } from "../setup/root.mjs";

const doors = ["dsl/index.ts", "components/index.ts", "testing/index.ts", "compiler/index.ts"];
const specifier = /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)"(\.{1,2}\/[^"]+)\.ts"/g;

/** Names of a library that a project's `lib` need not have. */
const needsDisposable = /\b(?:Async)?Disposable\b/;

/**
 * Writes the declarations of the package's doors into `folder`: those that a door leads to and no others, so that the types
 * of data and training libraries, which only run.ts files name, are not needed by who installs the package.
 */
export function writeDeclarations(folder) {
  const all = join(folder, "..", "all-types");
  const present = doors.filter((door) => existsSync(inRoot(door)));
  emit(all, present);
  const waiting = present.map((door) => join(all, door));
  const done = new Set();
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (done.has(source)) continue;
    done.add(source);
    const text = readFileSync(declarationOf(source), "utf8").replace(specifier, (whole, before, path) => {
      const target = resolve(dirname(source), `${path}.ts`);
      if (!existsSync(declarationOf(target))) return whole; // an example in a comment
      waiting.push(target);
      return `${before}"${path}.js"`;
    });
    const to = join(folder, relative(all, declarationOf(source)));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, needsDisposable.test(text) ? `/// <reference lib="esnext.disposable" />\n${text}` : text);
  }
  rmSync(all, { recursive: true });
}

function emit(outDir, entries) {
  const project = join(outDir, "tsconfig.json");
  mkdirSync(outDir, { recursive: true });
  writeFileSync(
    project,
    JSON.stringify({
      extends: inRoot("tsconfig.json"),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        stripInternal: true,
        rootDir: root,
        outDir,
        typeRoots: [inRoot("node_modules/@types")],
      },
      files: entries.map((entry) => inRoot(entry)),
      exclude: [],
    }),
  );
  const tsc = inRoot("node_modules", "typescript", "bin", "tsc");
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8", cwd: root });
  if (status !== 0) throw new Error(`tsc could not write the declarations:\n${stdout}${stderr}`);
}

const declarationOf = (source) => source.replace(/\.ts$/, ".d.ts");
