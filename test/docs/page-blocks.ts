import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import * as words from "../../dsl/index.ts";
import type { CodeBlock } from "./pages.ts";
import { type Known, neighboursOf, typedBlock } from "./typed-block.ts";

const root = resolve(import.meta.dirname, "../..");

/** Blocks of pages as files of a folder inside the project, which is removed when disposed. */
export interface PageBlocks extends Disposable {
  readonly folder: string;
  /** By the path of the file inside of the folder. */
  readonly files: ReadonlyMap<string, CodeBlock>;
}

export async function writeBlocks(blocks: readonly CodeBlock[]): Promise<PageBlocks> {
  mkdirSync(join(root, ".pipewright"), { recursive: true });
  const folder = mkdtempSync(join(root, ".pipewright/docs-")); // a new one each time: Node keeps modules by their path
  const files = new Map<string, CodeBlock>();
  for (const [index, block] of blocks.entries()) {
    const context = await contextOf(block.page, join(folder, "any"));
    const file = `block-${index}/block.ts`;
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), typedBlock(block, { module: "pipewright", names: Object.keys(words) }, context));
    for (const name of neighboursOf(block))
      writeFileSync(join(folder, dirname(file), name), `export * from "${context.module}";\n`);
    files.set(file, block);
  }
  return { folder, files, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `context/<page>.ts`; of a folder's README the folder's, and of the components what they have in common. */
async function contextOf(page: string, folder: string): Promise<Known> {
  const name = page.replace(/^docs\/|\/README\.md$|\.\w+$/g, "").replace(/^components\/.*/, "components");
  const file = join(import.meta.dirname, "context", `${name.replaceAll("/", "-").toLowerCase()}.ts`);
  if (!existsSync(file)) return { module: "pipewright", names: [] };
  return { module: relative(folder, file), names: Object.keys((await import(file)) as object) };
}

/** What the type checker says of them, as `page:line: error ...`. */
export async function typeErrors({ folder, files }: PageBlocks): Promise<readonly string[]> {
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
  const config = { extends: join(root, "tsconfig.json"), compilerOptions, files: [...files.keys()], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const said = await new Promise<string>((done) =>
    execFile(process.execPath, [tsc, "-p", ".", "--pretty", "false"], { cwd: folder }, (_, stdout) => done(stdout)),
  );
  const errors = said.split(/\n(?=\S)/).filter((error) => error.trim() !== "");
  return errors.map((error) => inPage(error, files));
}

function inPage(said: string, files: ReadonlyMap<string, CodeBlock>): string {
  const [, file, line, message] = /^(.+?)\((\d+),\d+\): (.*)$/s.exec(said) ?? [];
  const block = file === undefined ? undefined : files.get(file);
  return block === undefined ? said : `${block.page}:${block.line + Number(line) - 2}: ${message}`;
}
