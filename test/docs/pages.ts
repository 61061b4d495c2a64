import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** A page that people read, by its path in the project. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A block of code on a page; `line` is where its first line of code stands. */
export interface CodeBlock {
  readonly page: string;
  readonly line: number;
  readonly code: string;
}

/** Pages that the generator writes, or that are kept as they came. */
const notWrittenHere = /^(docs\/errors\/|test\/recorded\/)|_expected\/|^compiler\/messages\/(?!README)/;

/** All pages of the project that somebody writes by hand. */
export function pages(): readonly Page[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md", "llms.txt"], {
    cwd: root,
  });
  return listed
    .toString()
    .split("\n")
    .filter((path) => path !== "" && !notWrittenHere.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** The blocks of TypeScript of a page. */
export function codeBlocks({ path, text }: Page): readonly CodeBlock[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = "" }) => ({
    page: path,
    line: text.slice(0, index).split("\n").length + 1,
    code,
  }));
}

/** Where a page's links lead, inside of the project or the package. */
export function linksOf(page: Page): readonly string[] {
  const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  return targets.filter((link) => !/^[a-z]+:/.test(link));
}

/** The text of a page without what stands in code. */
export const proseOf = ({ text }: Page): string => text.replace(/^(```+)[^\n]*\n.*?^\1$/gms, "").replace(/`[^`\n]*`/g, "");
