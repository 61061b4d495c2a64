import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageTopic, parseMessages } from "./parse-messages.ts";

/** The folder of messages, from the root of the project. */
export const messagesFolder = "compiler/messages";

/**
 * Every topic, by name, with its sections by code.
 * @throws Error for a file that does not follow the form, and for a code that two sections have
 */
export function readTopics(root: string): readonly MessageTopic[] {
  const folder = join(root, messagesFolder);
  const topics = readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .sort()
    .map((file) => parseMessages(file.slice(0, -".md".length), readFileSync(join(folder, file), "utf8")));
  requireOneSectionEach(topics);
  return topics.map((topic) => ({ ...topic, sections: topic.sections.toSorted((a, b) => (a.code < b.code ? -1 : 1)) }));
}

/** @internal */
export function requireOneSectionEach(topics: readonly MessageTopic[]): void {
  const first = new Map<string, string>();
  for (const { name, sections } of topics) {
    for (const { code } of sections) {
      const other = first.get(code);
      if (other !== undefined) throw new Error(`"${code}" has a section in ${other}.md and another in ${name}.md.`);
      first.set(code, name);
    }
  }
}
