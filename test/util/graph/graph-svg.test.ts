import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexGraph } from "../../../util/graph/graph-index.ts";
import { type Box, layoutGraph } from "../../../util/graph/graph-layout.ts";
import { graphSvg } from "../../../util/graph/graph-svg.ts";
import { badAttributes, elementsOf, readXml, textOf } from "../html/read-xml.ts";
import { anyGraph, states, taxi } from "./sample-graph.ts";

const svgOf = (graph: Parameters<typeof graphSvg>[0], options?: Parameters<typeof graphSvg>[1]): ReturnType<typeof readXml> =>
  readXml(graphSvg(graph, options));

describe("the layout", () => {
  const { boxes, routes, width, height } = layoutGraph(indexGraph(taxi));
  const box = (id: string): Box => boxes.find(({ node }) => node.id === id)!;
  const holds = (outer: Box, inner: Box): boolean =>
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height;

  test("draws what is inside a node inside its box", () => {
    for (const inner of boxes) if (inner.node.parent !== undefined) expect(holds(box(inner.node.parent), inner)).toBe(true);
  });

  test("puts a node below what it waits for", () => {
    const order = ["ingest", "statistics", "valid", "notify"].map((id) => box(id));
    for (const [at, lower] of order.entries())
      if (at > 0) expect(lower.top).toBeGreaterThan(order[at - 1]!.top + order[at - 1]!.height);
    expect(box("trials").top).toBeGreaterThan(box("transform").top + box("transform").height);
  });

  test("lets no two boxes of one level touch", () => {
    for (const one of boxes) {
      for (const other of boxes) {
        if (one === other || one.node.parent !== other.node.parent) continue;
        const apart =
          one.left + one.width < other.left ||
          other.left + other.width < one.left ||
          one.top + one.height < other.top ||
          other.top + other.height < one.top;
        expect(apart).toBe(true);
      }
    }
  });

  test("starts and ends every edge at the border of its boxes", () => {
    for (const { edge, points } of routes) {
      const [from, to] = [box(edge.from), box(edge.to)];
      const [start, end] = [points[0]!, points.at(-1)!];
      const distance = ([x, y]: readonly [number, number], { left, top, width: w, height: h }: Box): number =>
        Math.min(Math.abs(x - left), Math.abs(x - left - w), Math.abs(y - top), Math.abs(y - top - h));
      expect(distance(start, from)).toBeLessThan(0.01);
      expect(distance(end, to)).toBeLessThan(0.01);
    }
  });

  test("keeps everything in the picture", () => {
    for (const { left, top, width: w, height: h } of boxes) {
      expect(Math.min(left, top)).toBeGreaterThan(0);
      expect(left + w).toBeLessThan(width);
      expect(top + h).toBeLessThan(height);
    }
  });
});

describe("the picture", () => {
  test("has a name and says in words what is in it", () => {
    const root = svgOf({ ...taxi, nodes: taxi.nodes.map((node) => ({ ...node, state: "Succeeded" as const })) });
    const [title, desc] = root.children.filter((child) => typeof child === "object");
    expect(textOf(title!)).toBe("taxi-retrain");
    expect(textOf(desc!)).toBe("8 steps, 6 arrows: 6 Succeeded.");
  });

  test("has a mark for every state, and the two that a reader must tell apart differ", () => {
    const marks = states.map((state) => {
      const root = svgOf({ nodes: [{ id: "a", label: "a", kind: "task", state }], edges: [] });
      return [...elementsOf(root)].find(({ name, attributes }) => name === "path" && attributes.transform !== undefined)!
        .attributes.d;
    });
    expect(new Set(marks).size).toBe(5);
    expect(marks[states.indexOf("Succeeded")]).not.toBe(marks[states.indexOf("Failed")]);
  });

  test("leads where a node's link says, escaped", () => {
    const root = svgOf({ nodes: [{ id: "a", label: "a", kind: "task" }], edges: [] }, { link: ({ id }) => `#"><${id}` });
    expect([...elementsOf(root)].find(({ name }) => name === "a")!.attributes.href).toBe('#"><a');
  });

  test("of an empty graph is a small empty picture", () => {
    expect(svgOf({ nodes: [], edges: [] }).attributes.width).toBe("20");
  });

  test("of any graph is well-formed, without NaN, and the same twice", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const svg = graphSvg(graph);
        expect(badAttributes(readXml(svg))).toEqual([]);
        expect(graphSvg(structuredClone(graph))).toBe(svg);
      }),
    );
  });
});
