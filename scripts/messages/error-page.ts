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

/** Words of the author's are dots: which ones is shown by the example. */
const withDots = (text: string): string => text.replace(/%[a-z][A-Za-z0-9]*%/g, "…").replaceAll("……", "…");

/** A message that is nothing but words of the moment tells nothing here. */
const isOnlyWords = (text: string): boolean => withDots(text).replace(/[….]/g, "").trim() === "";

function quotation(text: string, help: string | undefined): string {
  const lines = [text, ...(help === undefined ? [] : [`help: ${help}`])].map(withDots);
  const [message = "", ...mend] = lines;
  const shown = [...(isOnlyWords(message) ? [] : [message]), ...mend.filter((line) => !isOnlyWords(line.slice("help: ".length)))];
  return shown.map((line) => `> ${escaped(line)}`).join("\\\n");
}

const about = (text: string): string => (isOnlyWords(text) ? "" : `: ${escaped(withDots(text))}`);

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
