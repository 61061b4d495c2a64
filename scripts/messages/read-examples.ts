import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Example } from "./error-page.ts";

interface Kind {
  readonly folder: string;
  readonly wrong: string;
  readonly right: string;
  readonly language: Example["language"];
}

const kinds: readonly Kind[] = [
  { folder: "test/compiler/errors", wrong: "pipeline.ts", right: "right.ts", language: "ts" },
  { folder: "test/compiler/lint", wrong: "manifest.yaml", right: "right.yaml", language: "yaml" },
];

/** The wrong programs of the tests, by code; `<code>-2` and the like are tests only. */
export function readExamples(root: string): ReadonlyMap<string, readonly Example[]> {
  const examples = new Map<string, readonly Example[]>();
  for (const { folder, wrong, right, language } of kinds) {
    if (!existsSync(join(root, folder))) continue;
    for (const code of readdirSync(join(root, folder)).sort()) {
      const read = (...path: readonly string[]): string | undefined => {
        const file = join(root, folder, code, ...path);
        return existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : undefined;
      };
      const text = read(wrong);
      const printed = read("_expected", "stderr.txt");
      if (text === undefined || printed === undefined) continue;
      const example = { file: wrong, language, text, printed, lookAlike: read(right) };
      examples.set(code, [...(examples.get(code) ?? []), example]);
    }
  }
  return examples;
}
