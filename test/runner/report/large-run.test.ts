import { expect, test } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { reportPage } from "../../../runner/report/report-page.ts";
import { textOf } from "../../util/html/read-xml.ts";
import { all, mainOf, one } from "./report-dom.ts";

const begin = Date.UTC(2026, 0, 1);

function largeRun(numSteps: number, inLoop: boolean): readonly RunEvent[] {
  const parent = inLoop ? "wf.loop" : "wf";
  const start = (node: string, nodeType: "DAG" | "TaskGroup" | "Pod", more: object = {}): RunEvent => ({
    type: "node-started",
    time: begin,
    node,
    displayName: node,
    nodeType,
    templateName: "work",
    dependsOn: [],
    inputs: { size: "3" },
    ...more,
  });
  const steps = Array.from({ length: numSteps }, (_, index): readonly RunEvent[] => {
    const node = `${parent}(${index}:x)`;
    const lines = Array.from(
      { length: 150 },
      (_line, line): RunEvent => ({
        type: "node-log",
        time: begin + line,
        node,
        stream: "stdout",
        line: `line ${line} of step ${index}`,
      }),
    );
    const failed = index === numSteps - 3;
    return [
      start(node, "Pod", { parent, dependsOn: inLoop || index === 0 ? [] : [`${parent}(${index - 1}:x)`] }),
      ...lines,
      {
        type: "node-finished",
        time: begin + 1000 + index,
        node,
        phase: failed ? "Failed" : "Succeeded",
        message: failed ? "no" : "",
        outputs: {},
        artifacts: [],
      },
    ];
  });
  return [
    {
      type: "run-started",
      time: begin,
      runId: "r",
      workflow: "wf",
      pipeline: "large",
      folder: "/run",
      parameters: {},
      notes: [],
    },
    start("wf", "DAG"),
    ...(inLoop ? [start("wf.loop", "TaskGroup", { parent: "wf" })] : []),
    ...steps.flat(),
    { type: "run-finished", time: begin + 3000, phase: "Failed", message: "" },
  ];
}

test("a loop of a thousand steps is one frame with a few of them, the failed one among them", async () => {
  const page = await reportPage({ events: largeRun(1000, true), manifest: "", folder: "/run" });
  const root = mainOf(page);
  const graph = one(root, "section", { id: "graph" });
  expect(textOf(one(graph, "desc"))).toBe("8 steps, 0 arrows: 5 Succeeded, 1 Failed.");
  expect(textOf(graph)).toContain("and 994 more");
  expect(all(root, "details", { class: "step" })).toHaveLength(1000);
  expect(all(one(root, "section", { id: "timeline" }), "rect")).toHaveLength(1000);
});

test("logs of a thousand steps are capped, those of the failed one are whole", async () => {
  const page = await reportPage({ events: largeRun(1000, true), manifest: "", folder: "/run" });
  const root = mainOf(page);
  const lines = all(root, "pre", { class: "log" }).reduce((sum, log) => sum + textOf(log).split("\n").length, 0);
  expect(lines).toBeLessThan(22_000);
  const first = one(root, "details", { id: "step-1" });
  expect(textOf(one(first, "pre"))).toMatch(/^… 130 earlier lines not shown\nline 130 of step 0/);
  expect(textOf(one(root, "details", { id: "step-998" }))).toContain("line 0 of step 997");
  expect(textOf(one(root, "details", { id: "step-1000" }))).toContain("line 149 of step 999");
  expect(page.length).toBeLessThan(5_000_000);
});

test("a chain of a thousand steps is drawn as far as a drawing helps", async () => {
  const root = mainOf(await reportPage({ events: largeRun(1000, false), manifest: "", folder: "/run" }));
  expect(textOf(one(one(root, "section", { id: "graph" }), "figcaption"))).toBe("600 more nodes are not drawn.");
});
