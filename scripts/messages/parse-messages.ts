/** One section of a file in compiler/messages/: a code, what is said, and why. */
export interface MessageSection {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly text: string;
  readonly help: string | undefined;
  /** The names between `%` signs in text and help, in the order in which they come. */
  readonly words: readonly string[];
  /** Markdown: what would happen without the refusal. */
  readonly why: string;
  readonly right: readonly CodeBlock[];
  readonly wrong: readonly CodeBlock[];
}

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

/** A file of compiler/messages/. */
export interface MessageTopic {
  readonly name: string;
  readonly title: string;
  readonly sections: readonly MessageSection[];
}

const heading = /^## (?<code>[a-z0-9]+(?:-[a-z0-9]+)*)(?: \((?<severity>error|warning)\))?$/;
const place = /%([^%\s]+)%/g;
const word = /^[a-z][A-Za-z0-9]*$/;

/**
 * Reads a file of messages.
 * @throws Error naming the file and the section, when one does not follow the form
 */
export function parseMessages(name: string, markdown: string): MessageTopic {
  const [head = "", ...rest] = markdown.replaceAll("\r\n", "\n").split(/^(?=## )/m);
  const title = /^# (.+)$/m.exec(head)?.[1];
  if (title === undefined) throw new Error(`${name}.md wants a title in its first line: # Title.`);
  return { name, title, sections: rest.map((text) => section(name, text)) };
}

function section(topic: string, markdown: string): MessageSection {
  const [head = "", ...lines] = markdown.split("\n");
  const refuse = (what: string): never => {
    throw new Error(`${topic}.md, "${head}": ${what}`);
  };
  const { code, severity } = heading.exec(head.trimEnd())?.groups ?? {};
  if (code === undefined) return refuse('a heading is "## some-code" or "## some-code (warning)".');
  const { quoted, body } = quotation(lines);
  const [text = "", ...helps] = quoted.split(/^help: /m).map(joined);
  if (text === "") refuse("a section begins with a quoted message: > …");
  if (helps.length > 1) refuse("a message has one help.");
  const { blocks, prose } = codeBlocks(body);
  if (prose === "") refuse("it lacks an explanation: why, and what would happen on a cluster.");
  const stray = blocks.find(({ mark }) => mark !== "right" && mark !== "wrong");
  if (stray !== undefined) refuse("code blocks are marked: ```ts right or ```ts wrong.");
  const marked = (wanted: string) =>
    blocks.filter(({ mark }) => mark === wanted).map(({ language, text }) => ({ language, text }));
  const words = [...`${text} ${helps[0] ?? ""}`.matchAll(place)].map(([, name]) => name!);
  const odd = words.find((name) => !word.test(name));
  if (odd !== undefined) refuse(`%${odd}% is no name for a word; write it like %taskName%.`);
  return {
    code,
    severity: severity === "warning" ? "warning" : "error",
    text,
    help: helps[0],
    words: [...new Set(words)],
    why: prose,
    right: marked("right"),
    wrong: marked("wrong"),
  };
}

/** The first lines that begin with `>`, without the sign, and what follows. */
function quotation(lines: readonly string[]): { readonly quoted: string; readonly body: readonly string[] } {
  const start = lines.findIndex((line) => line.trim() !== "");
  const ownLine = (line: string) => line.startsWith(">");
  if (start < 0 || !ownLine(lines[start]!)) return { quoted: "", body: lines };
  const length = lines.slice(start).findIndex((line) => !ownLine(line));
  const end = length < 0 ? lines.length : start + length;
  const quoted = lines.slice(start, end).map((line) => line.replace(/^> ?/, ""));
  return { quoted: quoted.join("\n"), body: lines.slice(end) };
}

interface MarkedBlock extends CodeBlock {
  readonly mark: string;
}

/** Takes code blocks that follow the prose out of it. */
function codeBlocks(lines: readonly string[]): { readonly blocks: readonly MarkedBlock[]; readonly prose: string } {
  const blocks: MarkedBlock[] = [];
  const prose = lines
    .join("\n")
    .replace(/^```(\w+)(?: (\w+))?\n([\s\S]*?)^```$/gm, (_block, language: string, mark: string | undefined, text: string) => {
      blocks.push({ language, mark: mark ?? "", text: text.trimEnd() });
      return "";
    });
  return { blocks, prose: prose.replace(/\n{3,}/g, "\n\n").trim() };
}

const joined = (text: string): string => text.split("\n").join(" ").trim();
