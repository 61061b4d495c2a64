import { oneLine } from "./cell-text.ts";
import type { Graph, GraphNode, GraphState } from "./graph.ts";
import { type GraphIndex, indexGraph } from "./graph-index.ts";

const shapes: Readonly<Record<GraphNode["kind"], readonly [open: string, close: string]>> = {
  task: ["[", "]"],
  when: ["{{", "}}"],
  "for-each": ["[[", "]]"],
  group: ["[", "]"],
};

/** Fill, border and text that can be read on light and on dark pages. */
const classes: Readonly<Record<GraphState, string>> = {
  Pending: "fill:#f2f4f6,stroke:#8a949e,color:#1c1f23",
  Running: "fill:#e4effb,stroke:#0b5cad,color:#1c1f23",
  Succeeded: "fill:#e3f4e7,stroke:#1a7f37,color:#1c1f23",
  Failed: "fill:#fdeaea,stroke:#c02b2b,color:#1c1f23",
  Error: "fill:#fdeaea,stroke:#c02b2b,color:#1c1f23",
  Skipped: "fill:#f2f4f6,stroke:#8a949e,color:#5d6670,stroke-dasharray:4 3",
  Omitted: "fill:#f2f4f6,stroke:#8a949e,color:#5d6670,stroke-dasharray:4 3",
};

/**
 * A graph as a Mermaid flow chart, for Markdown pages: subgraphs for what is inside a when or a for-each, dotted arrows for mere order.
 * Node names are `n0`, `n1`, …; every character of a label that means something to Mermaid is written as its number.
 *
 * Source of the syntax: Mermaid's "Flowcharts - Basic Syntax", entity codes.
 */
export function graphMermaid(graph: Graph): string {
  const index = indexGraph(graph);
  const lines = ["flowchart TB", ...index.inside(undefined).flatMap((node) => nodeLines(node, index, "  "))];
  for (const { from, to, label, style } of index.edges) {
    const text = label === undefined ? "" : `|"${escapeMermaid(label)}"|`;
    lines.push(`  ${index.shortId.get(from)} ${style === "order" ? "-.->" : "-->"}${text} ${index.shortId.get(to)}`);
  }
  const states = Map.groupBy(
    [...index.nodes.values()].filter(({ state }) => state !== undefined),
    ({ state }) => state!,
  );
  for (const [state, nodes] of states) {
    lines.push(`  classDef ${state} ${classes[state]}`);
    lines.push(`  class ${nodes.map(({ id }) => index.shortId.get(id)).join(",")} ${state}`);
  }
  return `${lines.join("\n")}\n`;
}

function nodeLines(node: GraphNode, index: GraphIndex, indent: string): readonly string[] {
  const id = index.shortId.get(node.id)!;
  const inner = index.inside(node.id);
  if (inner.length > 0) {
    const text = node.detail === undefined ? node.label : `${node.label} ${node.detail}`;
    return [
      `${indent}subgraph ${id}["${escapeMermaid(text)}"]`,
      ...inner.flatMap((child) => nodeLines(child, index, `${indent}  `)),
      `${indent}end`,
    ];
  }
  const [open, close] = shapes[node.kind];
  const detail = node.detail === undefined ? "" : `<br/>${escapeMermaid(node.detail)}`;
  return [`${indent}${id}${open}"${escapeMermaid(node.label)}${detail}"${close}`];
}

/**
 * Text inside quotes: an ASCII character that is no letter, digit, space, comma, point, hyphen or underscore becomes `#number;`, and so do
 * the points and hyphens that would begin a Markdown list.
 */
function escapeMermaid(text: string): string {
  const escaped = oneLine(text)
    .trim()
    .replace(/[\x21-\x7e]/g, (character) => (/[\w,.-]/.test(character) ? character : numbered(character)))
    .replace(/^(\d*)([.-])(?=\s|$)/, (_, digits: string, sign: string) => `${digits}${numbered(sign)}`);
  return escaped === "" ? " " : escaped;
}

function numbered(character: string): string {
  return `#${character.charCodeAt(0)};`;
}
