import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Workflow } from "../../../compiler/argo/model.generated.ts";
import type { NodeStatus } from "../../../runner/controller/node-status.ts";
import type { PodOrder } from "../../../runner/controller/surroundings.ts";
import { refusalOf } from "../../../runner/validate/validate-submission.ts";
import { fnv1a } from "../../../util/fnv1a.ts";
import { anyWorkflow } from "./any-workflow.ts";
import { type PodPlan, type SimulatedRun, simulate } from "./simulated-run.ts";

/** How each pod ends is decided by its name: the same in every run of the workflow. */
const planned =
  (seed: number) =>
  ({ node }: PodOrder): PodPlan => {
    const fate = Number(fnv1a(`${seed} ${node}`)) % 10;
    const outputs = { parameters: { o: `of ${node}` }, exitCode: fate < 7 ? "0" : "1" };
    const phase = fate < 7 ? "Succeeded" : fate < 9 ? "Failed" : "Error";
    return {
      seconds: Number(fnv1a(`${node} ${seed}`)) % 7,
      outcome: { phase, message: phase === "Succeeded" ? "" : "main: Error (exit code 1)", outputs },
    };
  };

const runnable = anyWorkflow.filter((workflow) => refusalOf({ templateOf: () => undefined }, workflow) === undefined);
const seeds = fc.nat({ max: 1_000_000 });
const numRuns = Number(process.env["PIPEWRIGHT_ANY_WORKFLOWS"] ?? 300);

/** Daemons count among what runs, and end only when all has run: on a cluster such a workflow waits for ever. */
const mayBeFullOfDaemons = (workflow: Workflow): boolean =>
  /"daemon".*"parallelism"|"parallelism".*"daemon"/.test(JSON.stringify(workflow));

/** What of a run is the same whenever its steps happened to end. */
function outcomeOf({ status, nodes, globals }: SimulatedRun): unknown {
  const shown = ({ name, type, phase, message, inputs, outputs, children, retried, hooked }: NodeStatus) => [
    name,
    { type, phase, message, inputs, outputs, children: children.toSorted(), retried, hooked },
  ];
  return {
    status,
    nodes: Object.fromEntries([...nodes.values()].map(shown).sort()),
    globals: Object.fromEntries(globals.map(({ name, value }) => [name, value])),
  };
}

describe("any workflow", () => {
  it("ends, with all its nodes, and starts no pod twice", () => {
    fc.assert(
      fc.property(runnable, seeds, (workflow, seed) => {
        const { status, nodes, started } = simulate(workflow, planned(seed));
        expect(status.phase).toMatch(/^(Succeeded|Failed|Error)$/);
        if (!mayBeFullOfDaemons(workflow)) expect(status.message).not.toMatch(/^stuck/);
        expect([...nodes.values()].filter(({ phase }) => phase === "Running" || phase === "Pending")).toEqual([]);
        expect(new Set(started).size).toBe(started.length);
        for (const node of nodes.values()) {
          expect(node.finishedAt).toBeGreaterThanOrEqual(node.startedAt);
          for (const child of node.children) expect(nodes.has(child), `${node.name} has a child ${child}`).toBe(true);
          if (node.boundary !== undefined) expect(nodes.has(node.boundary)).toBe(true);
        }
      }),
      { numRuns },
    );
  }, 120_000);

  it("goes on from anywhere to the same end, and does nothing again that had ended", () => {
    fc.assert(
      fc.property(
        runnable,
        seeds,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
        (workflow, seed, cuts) => {
          fc.pre(!mayBeFullOfDaemons(workflow));
          const whole = simulate(workflow, planned(seed));
          for (const cut of cuts) {
            const before = whole.entries.slice(0, Math.floor(cut * whole.entries.length));
            const again = simulate(workflow, planned(seed), before);
            expect(outcomeOf(again)).toEqual(outcomeOf(whole));
            const ended = new Set(
              before.flatMap(({ nodes }) => nodes.filter(({ finishedAt }) => finishedAt !== undefined).map(({ name }) => name)),
            );
            expect(again.started.filter((name) => ended.has(name))).toEqual([]);
          }
        },
      ),
      { numRuns },
    );
  }, 120_000);
});
