import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followedWorkflow } from "../../../cluster/follow/followed-workflow.ts";
import type { RawNode, RawWorkflow } from "../../../cluster/follow/raw-workflow.ts";
import { statusEvents } from "../../../cluster/follow/status-events.ts";
import type { RunEvent } from "../../../runner/event.ts";
import { RunRecord } from "../../../runner/logging/run-record.ts";
import { RunFold } from "../../../runner/record/run-fold.ts";
import { caseNames, readCase } from "../../runner/recorded/recorded-case.ts";
import { recordedWorkflow } from "./recorded-workflow.ts";

const origin = { runId: "run", folder: "/runs/run", notes: [] };

/** All that was recorded of workflows that began, as a cluster has them. */
const workflows = ["control-flow", "data-flow", "failures"].flatMap((folder) =>
  caseNames(folder).flatMap((name) =>
    Object.entries(readCase(folder, name).records)
      .filter(([, record]) => record.nodes !== undefined && record.stuck !== true)
      .map(([workflow, record]): [string, RawWorkflow] => [workflow, recordedWorkflow(workflow, record)]),
  ),
);

/** What somebody knows who was told of each of these looks. */
function toldOf(looks: readonly RawWorkflow[]): readonly RunEvent[] {
  let before: ReturnType<typeof followedWorkflow> | undefined;
  return looks.flatMap((look) => {
    const now = followedWorkflow(look);
    const events = statusEvents(before, now, origin);
    before = now;
    return events;
  });
}

/** What the record and the report keep, in an order of its own: looks decide what is heard of first. */
function known(events: readonly RunEvent[]) {
  const fold = new RunFold();
  const record = new RunRecord();
  for (const event of events) {
    fold.add(event);
    record.add(event);
  }
  const steps = fold.takeChanged().map(({ position: _, ...step }) => step);
  const nodes = record.nodes.map(({ node, started, finished, children, hasBegun }) => ({
    node,
    hasBegun,
    started,
    finished,
    children: children.map((child) => child.node).sort(),
  }));
  return { run: fold.run, steps: byNode(steps), nodes: byNode(nodes), roots: record.roots.map(({ node }) => node).sort() };
}

const byNode = <T extends { readonly node: string }>(all: readonly T[]): readonly T[] =>
  all.toSorted((one, other) => (one.node < other.node ? -1 : 1));

/** Whether a node is inside of another. */
const isWithin = (one: RawNode, node: RawNode): boolean => one !== node && String(node.name).startsWith(String(one.name));

/** Whether a controller makes a node when another has ended: what it waits for, the try before. */
function isWaitedFor(one: RawNode, node: RawNode, id: string): boolean {
  const [, stem, count] = /^(.*)\((\d+)\)$/s.exec(String(node.name)) ?? [];
  if (isWithin(one, node)) return false;
  return (one.children as readonly string[]).includes(id) || one.name === `${stem}(${Number(count) - 1})`;
}

/** Looks at a workflow while it went on: each node appears, waits, runs and ends, none before what it is inside of. */
function looksAt(workflow: RawWorkflow, stages: readonly number[], numLooks: number): readonly RawWorkflow[] {
  const nodes = Object.entries(workflow.status?.nodes ?? {});
  const stage = (index: number): number => stages[index % stages.length] ?? 0;
  const appears = new Map(nodes.map(([id], index) => [id, stage(2 * index)]));
  const ends = (id: string): number => Math.max(appears.get(id) ?? 0, stage(2 * nodes.findIndex(([one]) => one === id) + 1));
  const idsOf = (wanted: (one: RawNode) => boolean): readonly string[] =>
    nodes.flatMap(([one, other]) => (wanted(other) ? [one] : []));
  const around = new Map(nodes.map(([id, node]) => [id, idsOf((one) => isWithin(one, node))]));
  const before = new Map(nodes.map(([id, node]) => [id, idsOf((one) => isWaitedFor(one, node, id))]));
  for (let moved = true; moved; ) {
    moved = false;
    for (const [id, first] of appears) {
      const least = Math.max(
        first,
        ...(around.get(id) ?? []).map((one) => appears.get(one) ?? 0),
        ...(before.get(id) ?? []).map(ends),
      );
      moved ||= least > first;
      appears.set(id, least);
    }
  }
  const early = Array.from({ length: numLooks }, (_, look): RawWorkflow => {
    const visible = nodes.flatMap(([id, node]): [string, RawNode][] => {
      if ((appears.get(id) ?? 0) > look) return [];
      if (ends(id) <= look) return [[id, node]];
      return [[id, { ...unfinished(node), phase: node.type === "Pod" && appears.get(id) === look ? "Pending" : "Running" }]];
    });
    return { ...workflow, status: { phase: "Running", nodes: Object.fromEntries(visible) } };
  });
  return [...early, workflow];
}

const unfinished = ({ outputs: _, finishedAt: __, message: ___, ...node }: RawNode): RawNode => node;

describe("the events of a workflow on a cluster", () => {
  it("are enough of them to mean something", () => {
    expect(workflows.length).toBeGreaterThan(250);
  });

  it.each(workflows)("tell of every node of %s how it began and ended", (name, workflow) => {
    const events = toldOf([workflow]);
    const nodes = Object.values(workflow.status?.nodes ?? {});
    const ended = events.filter((event) => event.type === "node-finished");
    expect(new Map(ended.map(({ node, phase, message }) => [node, `${phase} ${message}`]))).toEqual(
      new Map(nodes.map(({ name: node, phase, message }) => [node, `${phase} ${message ?? ""}`])),
    );
    const begun = events.flatMap((event) => (event.type === "node-started" ? [event.node] : []));
    expect(new Set(begun).size).toBe(nodes.length);
    expect(events[0]).toMatchObject({ type: "run-started", workflow: name });
    expect(events.at(-1)).toMatchObject({ type: "run-finished", phase: workflow.status?.phase });
  });

  it("come to the same whether the workflow was looked at once or many times", () => {
    const looks = fc.record({
      at: fc.nat({ max: workflows.length - 1 }),
      stages: fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 24 }),
      skipped: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    });
    fc.assert(
      fc.property(looks, ({ at, stages, skipped }) => {
        const [, workflow] = workflows[at]!;
        const seen = looksAt(workflow, stages, 6).filter((_, look) => skipped[look] !== true);
        expect(known(toldOf(seen))).toEqual(known(toldOf([workflow])));
      }),
      { numRuns: 600 },
    );
  });

  it("are none when nothing has changed", () => {
    for (const [, workflow] of workflows) {
      const now = followedWorkflow(workflow);
      expect(statusEvents(now, now, origin)).toEqual([]);
    }
  });

  it("are the same for steps that are packed because they are many", () => {
    for (const [, workflow] of workflows) {
      const { nodes, ...status } = workflow.status ?? {};
      const compressedNodes = gzipSync(JSON.stringify(nodes)).toString("base64");
      expect(toldOf([{ ...workflow, status: { ...status, compressedNodes } }])).toEqual(toldOf([workflow]));
    }
  });

  it("say so when the steps are kept in a database, and when what is packed can't be read", () => {
    const noteOf = (status: RawWorkflow["status"] & object): string => {
      const [started] = toldOf([{ metadata: { name: "x" }, status: { phase: "Succeeded", ...status } }]);
      return started?.type === "run-started" ? started.notes.join() : "";
    };
    expect(noteOf({ offloadNodeStatusVersion: "fnv:1" })).toMatch(/the controller keeps them in a database/);
    expect(noteOf({ compressedNodes: "AAAA" })).toMatch(/can't be read/);
    expect(noteOf({ compressedNodes: gzipSync("[1]").toString("base64") })).toMatch(/no map of nodes/);
    const bomb = gzipSync(Buffer.alloc(300 * 2 ** 20, " ")).toString("base64");
    expect(noteOf({ compressedNodes: bomb })).toMatch(/can't be read/);
  });

  it("tell that steps begin again when somebody has had the run tried again", () => {
    const record = readCase("failures", "fail-fast-false-lets-others-finish").records;
    const [[name, whole]] = Object.entries(record) as [[string, NonNullable<(typeof record)[string]>]];
    const failed = recordedWorkflow(name, whole);
    const nodes = failed.status?.nodes ?? {};
    const kept = Object.entries(nodes).filter(([, { phase, type }]) => phase === "Succeeded" || type === "DAG");
    const again: RawWorkflow = {
      ...failed,
      status: {
        phase: "Running",
        nodes: Object.fromEntries(
          kept.map(([id, node]) => [id, node.type === "DAG" ? { ...unfinished(node), phase: "Running" } : node]),
        ),
      },
    };
    const gone = Object.values(nodes).filter(({ phase, type }) => phase !== "Succeeded" || type === "DAG");
    const events = toldOf([failed, again, failed]);
    const resumed = events.filter((event) => event.type === "run-resumed");
    expect(resumed.map((event) => event.again.toSorted())).toEqual([gone.map((node) => String(node.name)).sort()]);
    const { run, ...knownOfBoth } = known(events);
    const { run: atOnce, ...knownAtOnce } = known(toldOf([failed]));
    expect(knownOfBoth).toEqual(knownAtOnce);
    expect(run).toMatchObject({ phase: atOnce?.phase, finishedAt: atOnce?.finishedAt });
  });
});

describe("a workflow that means harm", () => {
  const junk = fc.anything({ maxDepth: 2 });
  const text = fc.oneof(
    fc.constantFrom("a", "a.b", "a.b(0)", "a[0].b", "a.onExit", "__proto__", "constructor", "\u001b[2J"),
    junk,
  );
  const node = fc.record(
    {
      ...{
        id: text,
        name: text,
        displayName: text,
        phase: text,
        message: text,
        boundaryID: text,
        startedAt: text,
        finishedAt: text,
      },
      type: fc.oneof(fc.constantFrom("Pod", "DAG", "Retry", "TaskGroup", "Suspend"), junk),
      children: fc.oneof(fc.array(text), junk),
      inputs: fc.oneof(junk, fc.record({ parameters: junk, artifacts: fc.oneof(junk, fc.array(junk)) })),
      outputs: fc.oneof(
        junk,
        fc.record({ parameters: fc.oneof(junk, fc.array(junk)), artifacts: fc.oneof(junk, fc.array(junk)) }),
      ),
      nodeFlag: fc.oneof(junk, fc.record({ retried: fc.boolean(), hooked: fc.boolean() })),
      templateRef: junk,
      memoizationStatus: junk,
      synchronizationStatus: junk,
    },
    { requiredKeys: [] },
  );

  it("is read without an end in fire", () => {
    const status = fc.record(
      {
        phase: fc.oneof(fc.constantFrom("Running", "Succeeded"), junk),
        nodes: fc.oneof(fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__"), fc.oneof(node, junk)), junk),
        compressedNodes: junk,
        storedTemplates: junk,
        taskResultsCompletionStatus: junk,
      },
      { requiredKeys: [] },
    );
    const workflow = fc.record(
      { metadata: fc.constant({ name: "a" }), spec: junk, status: fc.oneof(status, junk) },
      { requiredKeys: ["metadata"] },
    );
    fc.assert(
      fc.property(workflow, workflow, (one, other) => {
        const events = toldOf([one, other, one] as readonly RawWorkflow[]);
        expect(() => known(events)).not.toThrow();
        expect(() => JSON.stringify(events)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
