import fc from "fast-check";
import type { Graph, GraphNode } from "../../../util/graph/graph.ts";

/** A retraining pipeline: a when with a for-each inside, data across borders, mere order at the end. */
export const taxi: Graph = {
  title: "taxi-retrain",
  nodes: [
    { id: "ingest", label: "ingest", kind: "task" },
    { id: "statistics", label: "statistics", kind: "task" },
    { id: "notify", label: "notify", kind: "task" },
    { id: "valid", label: "when", detail: "statistics.ok", kind: "when" },
    { id: "trials", label: "for each", detail: "learningRate: 0.01, 0.001", kind: "for-each", parent: "valid" },
    { id: "train", label: "train", kind: "task", parent: "trials" },
    { id: "transform", label: "transform", kind: "task", parent: "valid" },
    { id: "evaluate", label: "evaluate", kind: "task", parent: "valid" },
  ],
  edges: [
    { from: "ingest", to: "statistics", label: "examples" },
    { from: "statistics", to: "valid" },
    { from: "ingest", to: "transform", label: "examples" },
    { from: "ingest", to: "transform", label: "schema", style: "order" },
    { from: "transform", to: "train", label: "transformed" },
    { from: "trials", to: "evaluate", label: "model" },
    { from: "valid", to: "notify", style: "order" },
  ],
};

export const states = ["Pending", "Running", "Succeeded", "Failed", "Error", "Skipped", "Omitted"] as const;

/** Text that means something in HTML, SVG, Mermaid, DOT or a terminal. */
export const hostileText = [
  `</title><script>alert("1")</script>`,
  `"]; click n0 "javascript:alert(1)"`,
  `%%{init: {"securityLevel": "loose"}}%%`,
  `x\\" ]; n9 [label="`,
  "\u001b[2J\u001b]0;title\u0007\u202egnp.exe",
  "a\nend\n  n9",
  "`**bold**` #quot; &lt; \\N",
  "1. list",
  "日本語の長い名前",
  "",
];

/** Graphs as broken as they come: ids twice, ends that are missing, parents in circles, edges in circles. */
export const anyGraph: fc.Arbitrary<Graph> = fc.integer({ min: 0, max: 12 }).chain((size) => {
  const id = fc
    .integer({ min: 0, max: size + 1 })
    .map((number) => ["__proto__", "constructor", "root", "end"][number] ?? `id ${number}`);
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom(...hostileText));
  const node: fc.Arbitrary<GraphNode> = fc.record(
    {
      id,
      label: text,
      kind: fc.constantFrom("task", "when", "for-each", "group"),
      detail: text,
      state: fc.constantFrom(...states),
      parent: id,
    },
    { requiredKeys: ["id", "label", "kind"] },
  );
  const edge = fc.record(
    { from: id, to: id, label: text, style: fc.constantFrom("data" as const, "order" as const) },
    { requiredKeys: ["from", "to"] },
  );
  return fc.record(
    { title: text, nodes: fc.array(node, { minLength: size, maxLength: size }), edges: fc.array(edge, { maxLength: 20 }) },
    { requiredKeys: ["nodes", "edges"] },
  );
});
