import { cellWidth, fitCells, oneLine, padCells } from "./cell-text.ts";
import type { Graph, GraphEdge, GraphNode, GraphState } from "./graph.ts";
import { type GraphIndex, indexGraph } from "./graph-index.ts";

export interface GraphTextOptions {
  /** Cells of the terminal; 80 when not known. */
  readonly width?: number;
  /** Only ASCII characters in what is drawn; labels stay as they are. */
  readonly ascii?: boolean;
}

interface Signs {
  readonly bar: string;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly kinds: Readonly<Record<GraphNode["kind"], string>>;
  readonly states: Readonly<Record<GraphState, string>>;
}

const unicode: Signs = {
  bar: "│ ",
  arrow: "←",
  ellipsis: "…",
  kinds: { task: "●", when: "◇", "for-each": "↻", group: "▸" },
  states: { Pending: "○", Running: "●", Succeeded: "✓", Failed: "✗", Error: "✗", Skipped: "–", Omitted: "–" },
};

const ascii: Signs = {
  bar: "| ",
  arrow: "<-",
  ellipsis: "..",
  kinds: { task: "*", when: "?", "for-each": "@", group: ">" },
  states: { Pending: ".", Running: "*", Succeeded: "+", Failed: "x", Error: "x", Skipped: "-", Omitted: "-" },
};

/** The names column never takes more than this share of the width. */
const nameShare = 0.6;

/**
 * A graph as text for a terminal: a line per node, each below those it waits for, what is inside a node indented under it, and after the
 * arrow what it waits for. No line is wider than `width`; in a narrow terminal the arrows take lines of their own.
 *
 * ```text
 * ● ingest
 * ● validate            ← ingest (examples)
 * ◇ when validate.ok    ← validate
 * │ ● train             ← ingest (examples)
 * ```
 */
export function graphText(graph: Graph, { width = 80, ascii: plain = false }: GraphTextOptions = {}): string {
  const signs = plain ? ascii : unicode;
  const index = indexGraph(graph);
  const rows = rowsOf(index, signs, namesOf(index));
  const total = Math.max(8, Math.floor(width));
  const widest = Math.max(0, ...rows.filter(({ waits }) => waits.length > 0).map(({ name }) => cellWidth(name)));
  const column = Math.min(widest, Math.floor(total * nameShare)) + 2;
  const title = graph.title === undefined ? [] : [fitCells(oneLine(graph.title), total, signs.ellipsis)];
  return [...title, ...rows.flatMap((row) => linesOf(row, column, total, signs))].map((line) => `${line.trimEnd()}\n`).join("");
}

interface Row {
  readonly name: string;
  /** What stands before lines that belong to the row's name. */
  readonly indent: string;
  readonly waits: readonly string[];
}

/** How a node is called where another waits for it: by its label, or by its id where several have that label. */
function namesOf(index: GraphIndex): (id: string) => string {
  const counts = new Map<string, number>();
  for (const { label } of index.nodes.values()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return (id) => {
    const label = index.nodes.get(id)?.label ?? id;
    return oneLine((counts.get(label) ?? 0) > 1 ? id : label);
  };
}

function rowsOf(index: GraphIndex, signs: Signs, nameOf: (id: string) => string): readonly Row[] {
  const incoming = new Map<string, GraphEdge[]>();
  for (const edge of index.edges) {
    const known = incoming.get(edge.to);
    if (known === undefined) incoming.set(edge.to, [edge]);
    else known.push(edge);
  }
  const rows: Row[] = [];
  const open = index
    .inside(undefined)
    .map((node) => ({ node, depth: 0 }))
    .reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    const sign = node.state === undefined ? signs.kinds[node.kind] : signs.states[node.state];
    const detail = node.detail === undefined || node.detail === "" ? "" : ` ${oneLine(node.detail)}`;
    rows.push({
      name: `${signs.bar.repeat(depth)}${sign} ${oneLine(node.label)}${detail}`,
      indent: signs.bar.repeat(depth),
      waits: (incoming.get(node.id) ?? []).map((edge) => waitOf(edge, nameOf)),
    });
    for (const inner of index.inside(node.id).toReversed()) open.push({ node: inner, depth: depth + 1 });
  }
  return rows;
}

function waitOf({ from, label, style }: GraphEdge, nameOf: (id: string) => string): string {
  if (style === "order") return `after ${nameOf(from)}`;
  return label === undefined ? nameOf(from) : `${nameOf(from)} (${oneLine(label)})`;
}

function linesOf({ name, indent, waits }: Row, column: number, total: number, signs: Signs): readonly string[] {
  const deepest = fitCells(indent, Math.max(0, total - 8), "");
  const fits = (text: string, width: number): string => fitCells(text, width, signs.ellipsis);
  if (waits.length === 0) return [fits(name, total)];
  const arrow = `${signs.arrow} `;
  const beside = total - column - cellWidth(arrow);
  const text = waits.join(", ");
  const pulledLeft = total - cellWidth(arrow) - cellWidth(text);
  if (cellWidth(name) + 2 <= pulledLeft)
    return [`${padCells(name, Math.max(cellWidth(name) + 2, Math.min(column, pulledLeft)))}${arrow}${text}`];
  if (cellWidth(name) <= column - 1 && beside >= 24) {
    const [first = "", ...more] = wrapped(text, beside).map((line) => fits(line, beside));
    const rest = padCells(indent, column + cellWidth(arrow));
    return [`${padCells(name, column)}${arrow}${first}`, ...more.map((line) => rest + line)];
  }
  const below = `${deepest}    `;
  const room = total - cellWidth(below) - cellWidth(arrow);
  const [first = "", ...more] = wrapped(text, room).map((line) => fits(line, Math.max(1, room)));
  return [
    fits(name, total),
    `${below}${arrow}${first}`,
    ...more.map((line) => `${below}${" ".repeat(cellWidth(arrow))}${line}`),
  ].map((line) => fits(line, total));
}

/** A text broken at its spaces into lines of at most `width` cells, where single words allow it. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && cellWidth(last) + 1 + cellWidth(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
