import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "./generated-file.ts";
import { errorIndex, errorPage } from "./messages/error-page.ts";
import { readExamples } from "./messages/read-examples.ts";
import { readTopics } from "./messages/read-topics.ts";

const folder = "docs/errors";
const root = join(import.meta.dirname, "..");

/** A page for each code, from its section in compiler/messages/ and its wrong program in test/compiler/, and the list of all. */
export function errorPages(): readonly GeneratedFile[] {
  const topics = readTopics(root);
  const examples = readExamples(root);
  const pages = topics
    .flatMap(({ sections }) => sections)
    .map((section) => ({ path: `${folder}/${section.code}.md`, text: errorPage(section, examples.get(section.code) ?? []) }));
  const wanted = [...pages, { path: `${folder}/README.md`, text: errorIndex(topics) }];
  const paths = new Set(wanted.map(({ path }) => path));
  const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [];
  return [...wanted, ...there.filter((path) => !paths.has(path)).map((path) => ({ path, text: undefined }))];
}
