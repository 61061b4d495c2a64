// `npm run generate` writes every generated file that is checked in; `--check` writes nothing and fails when one is not current.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argoTypes } from "./generate-argo-types.ts";
import { argoValidators } from "./generate-argo-validators.ts";
import { errorPages } from "./generate-error-pages.ts";
import { messageModules } from "./generate-messages.ts";
import type { GeneratedFile } from "./generated-file.ts";

const generators: readonly (() => readonly GeneratedFile[])[] = [argoTypes, argoValidators, messageModules, errorPages];

const root = join(import.meta.dirname, "..");
const checkOnly = process.argv.includes("--check");
const old = generators.flatMap((generate) => generate()).filter(({ path, text }) => read(path) !== text);

for (const { path, text } of old) {
  if (!checkOnly) write(path, text);
  const done = text === undefined ? "removed" : "wrote";
  console.log(checkOnly ? `${path} is not what its generator makes: run npm run generate.` : `${done} ${path}`);
}
if (checkOnly && old.length > 0) process.exitCode = 1;

function read(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function write(path: string, text: string | undefined): void {
  const file = join(root, path);
  if (text === undefined) {
    rmSync(file);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
