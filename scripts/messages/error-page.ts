import { messageShape } from "../../util/fill-message.ts";
import type { CodeBlock, MessageSection, MessageTopic } from "./parse-messages.ts";

/** A program, by the name of its file, and what is printed about it. */
export interface Example {
  readonly file: string;
  readonly language: "ts" | "yaml";
  readonly text: string;
  readonly printed: string;
  /** A program that looks alike and is right. */
  readonly lookAlike: string | undefined;
}

/** docs/errors/<code>.md: what is said, why, a wrong program with what is printed about it, and a right one. */
export function errorPage(section: MessageSection, examples: readonly Example[]): string {
  const { code, severity, text, help, why, right, wrong } = section;
  const parts = [
    `# ${code}`,
    quotation(text, help),
    ...(severity === "warning" ? ["A warning: the manifest is written all the same."] : []),
    why,
    ...(examples.length + wrong.length === 0 ? [] : ["## Wrong"]),
    ...wrong.map(fenced),
    ...examples.flatMap(({ language, text: program, printed, file }) => [
      fenced({ language, text: program }),
      `\`pipewright ${language === "ts" ? "compile" : "check"} ${file}\` prints:`,
      fenced({ language: "text", text: printed }),
    ]),
    ...rightParts(right, examples),
    "[All codes](README.md)",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function rightParts(right: readonly CodeBlock[], examples: readonly Example[]): readonly string[] {
  const alike = examples.flatMap(({ lookAlike, language }) => (lookAlike === undefined ? [] : [{ language, text: lookAlike }]));
  return [
    ...(right.length === 0 && alike.length === 0 ? [] : ["## Right"]),
    ...right.map(fenced),
    ...(alike.length === 0 ? [] : [right.length === 0 ? "" : "This looks alike and is right too:", ...alike.map(fenced)]),
  ];
}

/** docs/errors/README.md: every code by topic. */
export function errorIndex(topics: readonly MessageTopic[]): string {
  const parts = topics.flatMap(({ title, sections }) => [
    `## ${title}`,
    sections
      .map(({ code, severity, text }) => `- [${code}](${code}.md)${severity === "warning" ? " (warning)" : ""}${about(text)}`)
      .join("\n"),
  ]);
  const head = "# What Pipewright refuses, and why";
  const how = "Each problem has a code. `pipewright explain <code>` prints its page; `pipewright explain` lists them.";
  return `${[head, how, ...parts].join("\n\n")}\n`;
}

function quotation(text: string, help: string | undefined): string {
  const message = messageShape(text);
  const mend = messageShape(help ?? "");
  const lines = [message, mend === undefined ? undefined : `help: ${mend}`].filter((line) => line !== undefined);
  return lines.map((line) => `> ${escaped(line)}`).join("\\\n");
}

function about(text: string): string {
  const shape = messageShape(text);
  return shape === undefined ? "" : `: ${escaped(shape)}`;
}

/** Outside of code, `<` and `*` would be markup. */
const escaped = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<*_[\]]/g, "\\$&")))
    .join("");

function fenced({ language, text }: CodeBlock): string {
  const fence = text.includes("```") ? "````" : "```";
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
