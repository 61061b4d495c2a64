// `npm run generate` writes every generated file that is checked in; `--check` writes nothing and fails when one is not current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argoTypes } from "./generate-argo-types.ts";
import { messageModules } from "./generate-messages.ts";
import type { GeneratedFile } from "./generated-file.ts";

const generators: readonly (() => readonly GeneratedFile[])[] = [argoTypes, messageModules];

const root = join(import.meta.dirname, "..");
const checkOnly = process.argv.includes("--check");
const old = generators.flatMap((generate) => generate()).filter(({ path, text }) => read(path) !== text);

for (const { path, text } of old) {
  if (!checkOnly) writeFileSync(join(root, path), text);
  console.log(checkOnly ? `${path} is not what its generator makes: run npm run generate.` : `wrote ${path}`);
}
if (checkOnly && old.length > 0) process.exitCode = 1;

function read(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
