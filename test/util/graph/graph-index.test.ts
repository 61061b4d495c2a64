import { expect, test } from "vitest";
import type { GraphNode } from "../../../util/graph/graph.ts";
import { indexGraph } from "../../../util/graph/graph-index.ts";
import { taxi } from "./sample-graph.ts";

const task = (id: string, parent?: string): GraphNode => ({
  id,
  label: id,
  kind: "task",
  ...(parent === undefined ? {} : { parent }),
});
const ids = (nodes: readonly GraphNode[]): readonly string[] => nodes.map(({ id }) => id);

test("nodes come after those they wait for, edges from deep inside counted", () => {
  const index = indexGraph(taxi);
  expect(ids(index.inside(undefined))).toEqual(["ingest", "statistics", "valid", "notify"]);
  expect(ids(index.inside("valid"))).toEqual(["transform", "trials", "evaluate"]);
});

test("edges between the same two nodes are one, with all their labels", () => {
  expect(indexGraph(taxi).edges.filter(({ to }) => to === "transform")).toEqual([
    { from: "ingest", to: "transform", label: "examples, schema", style: "data" },
  ]);
});

test("nodes that wait for each other in a circle stay, once each", () => {
  const index = indexGraph({
    nodes: [task("a"), task("b"), task("c")],
    edges: [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
      { from: "c", to: "a" },
    ],
  });
  expect(ids(index.inside(undefined)).toSorted()).toEqual(["a", "b", "c"]);
});

test("parents that are missing or go in a circle are none", () => {
  const index = indexGraph({
    nodes: [task("a", "b"), task("b", "a"), task("c", "gone"), task("d", "d"), task("e", "a")],
    edges: [],
  });
  expect(ids(index.inside(undefined))).toEqual(["a", "b", "c", "d"]);
  expect(ids(index.inside("a"))).toEqual(["e"]);
});

test("edges without both ends, to themselves or into what holds them are left out", () => {
  const index = indexGraph({
    nodes: [task("a"), task("b", "a")],
    edges: [
      { from: "a", to: "gone" },
      { from: "a", to: "a" },
      { from: "a", to: "b" },
    ],
  });
  expect(index.edges).toEqual([]);
});

test("of two nodes with one id the first counts", () => {
  const index = indexGraph({ nodes: [task("a"), { ...task("a"), label: "other" }], edges: [] });
  expect(index.inside(undefined).map(({ label }) => label)).toEqual(["a"]);
});
