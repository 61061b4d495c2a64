import fc from "fast-check";
import { expect, test } from "vitest";
import { cellWidth } from "../../../util/graph/cell-text.ts";
import { graphText } from "../../../util/graph/graph-text.ts";
import { anyGraph, states, taxi } from "./sample-graph.ts";

test("a wide terminal has what each node waits for beside it", () => {
  expect(graphText(taxi, { width: 100 })).toBe(`taxi-retrain
● ingest
● statistics          ← ingest (examples)
◇ when statistics.ok  ← statistics
│ ● transform         ← ingest (examples, schema)
│ ↻ for each learningRate: 0.01, 0.001
│ │ ● train           ← transform (transformed)
│ ● evaluate          ← for each (model)
● notify              ← after when
`);
});

test("a narrow terminal has it below", () => {
  expect(graphText(taxi, { width: 30 })).toBe(`taxi-retrain
● ingest
● statistics
    ← ingest (examples)
◇ when statistics.ok
    ← statistics
│ ● transform
│     ← ingest (examples,
│       schema)
│ ↻ for each learningRate: 0.…
│ │ ● train
│ │     ← transform
│ │       (transformed)
│ ● evaluate
│     ← for each (model)
● notify          ← after when
`);
});

test("ASCII is enough", () => {
  const text = graphText(taxi, { width: 60, ascii: true });
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  expect(text).toContain("| @ for each learningRate: 0.01, 0.001");
  expect(text).toContain("<- ingest (examples)");
});

test("a run's states have signs of their own", () => {
  const nodes = states.map((state) => ({ id: state, label: state, kind: "task" as const, state }));
  expect(graphText({ nodes, edges: [] })).toBe("○ Pending\n● Running\n✓ Succeeded\n✗ Failed\n✗ Error\n– Skipped\n– Omitted\n");
});

test("nodes that share a label are told apart by their ids", () => {
  const nodes = ["a", "b", "c"].map((id) => ({ id, label: id === "c" ? "join" : "train", kind: "task" as const }));
  expect(
    graphText({
      nodes,
      edges: [
        { from: "a", to: "c" },
        { from: "b", to: "c" },
      ],
    }),
  ).toContain("● join  ← a, b\n");
});

test("an empty graph is empty text", () => {
  expect(graphText({ nodes: [], edges: [] })).toBe("");
});

test("no line of any graph is wider than the terminal or holds a control character", () => {
  fc.assert(
    fc.property(anyGraph, fc.integer({ min: 8, max: 90 }), fc.boolean(), (graph, width, ascii) => {
      const lines = graphText(graph, { width, ascii }).split("\n");
      for (const line of lines) {
        expect(cellWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }
    }),
  );
});
