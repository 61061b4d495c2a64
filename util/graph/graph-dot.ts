import { oneLine } from "./cell-text.ts";
import type { Graph, GraphNode, GraphState } from "./graph.ts";
import { type GraphIndex, indexGraph } from "./graph-index.ts";

const colours: Readonly<Record<GraphState, readonly [fill: string, line: string]>> = {
  Pending: ["#f2f4f6", "#8a949e"],
  Running: ["#e4effb", "#0b5cad"],
  Succeeded: ["#e3f4e7", "#1a7f37"],
  Failed: ["#fdeaea", "#c02b2b"],
  Error: ["#fdeaea", "#c02b2b"],
  Skipped: ["#f2f4f6", "#8a949e"],
  Omitted: ["#f2f4f6", "#8a949e"],
};

/**
 * A graph in Graphviz's DOT language: clusters for what is inside a when or a for-each, dashed arrows for mere order. Node names are `n0`,
 * `n1`, …; labels are quoted strings in which neither escapes nor entities of the label's own mean anything.
 *
 * Source of the syntax: Graphviz, "DOT Language" and "escString".
 */
export function graphDot(graph: Graph): string {
  const index = indexGraph(graph);
  const lines = [
    `digraph ${quoted(graph.title ?? "pipeline")} {`,
    "  compound=true;",
    `  graph [fontname="Helvetica", fontsize=11, color="#8a949e"];`,
    `  node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="Helvetica", fontsize=11];`,
    `  edge [fontname="Helvetica", fontsize=9];`,
    ...index.inside(undefined).flatMap((node) => nodeLines(node, index, "  ")),
  ];
  for (const { from, to, label, style } of index.edges) {
    const attributes = [
      ...(label === undefined ? [] : [`label=${quoted(label)}`]),
      ...(style === "order" ? ["style=dashed"] : []),
      ...(index.inside(from).length > 0 ? [`ltail="cluster_${index.shortId.get(from)}"`] : []),
      ...(index.inside(to).length > 0 ? [`lhead="cluster_${index.shortId.get(to)}"`] : []),
    ];
    const suffix = attributes.length === 0 ? "" : ` [${attributes.join(", ")}]`;
    lines.push(`  ${anchor(from, index, "last")} -> ${anchor(to, index, "first")}${suffix};`);
  }
  return `${[...lines, "}"].join("\n")}\n`;
}

function nodeLines(node: GraphNode, index: GraphIndex, indent: string): readonly string[] {
  const id = index.shortId.get(node.id)!;
  const inner = index.inside(node.id);
  const [fill, line] = node.state === undefined ? [undefined, undefined] : colours[node.state];
  if (inner.length > 0) {
    const text = node.detail === undefined ? node.label : `${node.label} ${node.detail}`;
    const colour = line === undefined ? "" : ` color="${line}";`;
    return [
      `${indent}subgraph cluster_${id} {`,
      `${indent}  label=${quoted(text)}; style=rounded;${colour}`,
      ...inner.flatMap((child) => nodeLines(child, index, `${indent}  `)),
      `${indent}}`,
    ];
  }
  const shape = node.kind === "when" ? ", shape=diamond" : "";
  const colour = fill === undefined ? "" : `, fillcolor="${fill}", color="${line}"`;
  const text = node.detail === undefined ? quoted(node.label) : `"${escapeDot(node.label)}\\n${escapeDot(node.detail)}"`;
  return [`${indent}${id} [label=${text}${shape}${colour}];`];
}

/** Arrows end at nodes; one that means a cluster ends at a node inside and is cut at the cluster's border. */
function anchor(id: string, index: GraphIndex, end: "first" | "last"): string {
  let at = id;
  for (let inner = index.inside(at); inner.length > 0; inner = index.inside(at)) at = inner.at(end === "first" ? 0 : -1)!.id;
  return index.shortId.get(at)!;
}

function quoted(text: string): string {
  return `"${escapeDot(text)}"`;
}

function escapeDot(text: string): string {
  return oneLine(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;");
}
