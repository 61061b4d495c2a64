import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../../util/graph/graph.ts";
import { graphDot } from "../../../util/graph/graph-dot.ts";
import { graphMermaid } from "../../../util/graph/graph-mermaid.ts";
import { anyGraph, hostileText, taxi } from "./sample-graph.ts";

const hostile: Graph = {
  title: hostileText[0]!,
  nodes: hostileText.map((label, index) => ({
    id: `id ${index}`,
    label,
    detail: label,
    kind: "task",
    state: "Failed",
    ...(index === 3 ? { parent: "id 1" } : {}),
  })),
  edges: hostileText.map((label, index) => ({ from: `id ${index}`, to: `id ${(index + 2) % hostileText.length}`, label })),
};

describe("Mermaid", () => {
  test("has subgraphs, labels and dotted arrows", () => {
    expect(graphMermaid(taxi)).toBe(`flowchart TB
  n0["ingest"]
  n1["statistics"]
  subgraph n3["when statistics.ok"]
    n6["transform"]
    subgraph n4["for each learningRate#58; 0.01, 0.001"]
      n5["train"]
    end
    n7["evaluate"]
  end
  n2["notify"]
  n0 -->|"examples"| n1
  n1 --> n3
  n0 -->|"examples, schema"| n6
  n6 -->|"transformed"| n5
  n4 -->|"model"| n7
  n3 -.-> n2
`);
  });

  test("gives a state its class", () => {
    const text = graphMermaid({ nodes: [{ id: "a", label: "a", kind: "task", state: "Failed" }], edges: [] });
    expect(text).toContain("  classDef Failed fill:#fdeaea,stroke:#c02b2b,color:#1c1f23\n  class n0 Failed\n");
  });

  // Each line must be one of the few that the writer knows, with nothing but plain characters and entities between quotes.
  const words = String.raw`"(?:[^\x00-\x1f"#&<>%;{}()\[\]|\\\x60]|#\d+;|<br/>)*"`;
  const line = new RegExp(
    String.raw`^(?:flowchart TB|\s+n\d+(?:\[|\{\{|\[\[)${words}(?:\]|\}\}|\]\])|\s+subgraph n\d+\[${words}\]|\s+end|  n\d+ (?:-->|-\.->)(?:\|${words}\|)? n\d+|  classDef \w+ [\w#:,-]+(?: 3)?|  class [n\d,]+ \w+)$`,
  );

  test("has no line that a label wrote", () => {
    for (const text of graphMermaid(hostile).trimEnd().split("\n")) expect(text).toMatch(line);
    fc.assert(
      fc.property(anyGraph, (graph) => {
        for (const text of graphMermaid(graph).trimEnd().split("\n")) expect(text).toMatch(line);
      }),
    );
  });

  test("shows a label that looks like a list as text", () => {
    expect(graphMermaid({ nodes: [{ id: "a", label: "1. one", kind: "task" }], edges: [] })).toContain(`n0["1#46; one"]`);
  });
});

describe("DOT", () => {
  test("has clusters, labels, dashes and arrows cut at a cluster's border", () => {
    expect(graphDot(taxi)).toBe(`digraph "taxi-retrain" {
  compound=true;
  graph [fontname="Helvetica", fontsize=11, color="#8a949e"];
  node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="Helvetica", fontsize=11];
  edge [fontname="Helvetica", fontsize=9];
  n0 [label="ingest"];
  n1 [label="statistics"];
  subgraph cluster_n3 {
    label="when statistics.ok"; style=rounded;
    n6 [label="transform"];
    subgraph cluster_n4 {
      label="for each learningRate: 0.01, 0.001"; style=rounded;
      n5 [label="train"];
    }
    n7 [label="evaluate"];
  }
  n2 [label="notify"];
  n0 -> n1 [label="examples"];
  n1 -> n6 [lhead="cluster_n3"];
  n0 -> n6 [label="examples, schema"];
  n6 -> n5 [label="transformed"];
  n5 -> n7 [label="model", ltail="cluster_n4"];
  n7 -> n2 [style=dashed, ltail="cluster_n3"];
}
`);
  });

  const quotedText = String.raw`"(?:[^"\\\x00-\x1f&]|\\\\|\\"|\\n|&amp;)*"`;
  const attributes = String.raw`\[\w+=(?:${quotedText}|\w+)(?:, \w+=(?:${quotedText}|\w+))*\]`;
  const line = new RegExp(
    String.raw`^(?:digraph ${quotedText} \{|  compound=true;|  (?:graph|node|edge) ${attributes};|\s+n\d+ ${attributes};|\s+subgraph cluster_n\d+ \{|\s+label=${quotedText}; style=rounded;(?: color="#\w+";)?|\s*\}|  n\d+ -> n\d+(?: ${attributes})?;)$`,
  );

  test("has no line that a label wrote", () => {
    for (const text of graphDot(hostile).trimEnd().split("\n")) expect(text).toMatch(line);
    fc.assert(
      fc.property(anyGraph, (graph) => {
        for (const text of graphDot(graph).trimEnd().split("\n")) expect(text).toMatch(line);
      }),
    );
  });
});
