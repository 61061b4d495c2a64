import { wrapText } from "../../util/wrap-text.ts";
import type { Terminal } from "../terminal.ts";

/**
 * The Markdown of our own pages, as text for a terminal: headings stand out, sentences are wrapped, code is indented and left as it is, and links are
 * their words.
 */
export function renderMarkdown(markdown: string, terminal: Terminal): string {
  return `${blocksOf(markdown)
    .map((block) => renderBlock(block, terminal))
    .filter((text) => text !== "")
    .join("\n\n")}\n`;
}

interface Block {
  readonly kind: "code" | "heading" | "quote" | "list" | "paragraph";
  readonly lines: readonly string[];
}

const fence = /^(`{3,})\w*$/;

/** Blocks are parted by empty lines; code goes on until its fence ends. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let open: string | undefined;
  const end = (kind: Block["kind"] = kindOf(lines[0] ?? "")) => {
    if (lines.length > 0) blocks.push({ kind, lines });
    lines = [];
  };
  for (const line of markdown.split("\n")) {
    if (open !== undefined && line === open) {
      end("code");
      open = undefined;
    } else if (open !== undefined) lines.push(line);
    else if (fence.test(line)) {
      end();
      open = fence.exec(line)![1];
    } else if (line.trim() === "") end();
    else lines.push(line);
  }
  end();
  return blocks;
}

function kindOf(line: string): Block["kind"] {
  if (line.startsWith("#")) return "heading";
  if (line.startsWith(">")) return "quote";
  return line.startsWith("- ") ? "list" : "paragraph";
}

/** Longer lines are hard to read on. */
const mostCells = 100;

function renderBlock({ kind, lines }: Block, { width, style }: Terminal): string {
  const wrapped = (text: string, left: string, next = left) =>
    wrapText(unmarked(text), Math.min(width, mostCells) - left.length).map(
      (line, index) => `${index === 0 ? left : next}${coded(line, style)}`,
    );
  switch (kind) {
    case "code":
      return lines.map((line) => `    ${line}`.trimEnd()).join("\n");
    case "heading":
      return style.bold(unmarked(lines.join(" ").replace(/^#+ /, "")));
    case "quote":
      return lines.flatMap((line) => wrapped(line.replace(/^> ?/, "").replace(/\\$/, ""), "  ")).join("\n");
    case "list":
      return lines.flatMap((line) => wrapped(line.replace(/^- /, ""), "- ", "  ")).join("\n");
    case "paragraph":
      return wrapped(lines.join(" "), "").join("\n");
  }
}

/** Without links and escapes; code keeps its ticks. */
const unmarked = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\\([<*_[\]])/g, "$1")))
    .join("");

const coded = (line: string, style: Terminal["style"]): string => line.replace(/`([^`]+)`/g, (whole) => style.cyan(whole));
