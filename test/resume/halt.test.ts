import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../runner/event.ts";
import { chooseWorkflow } from "../../runner/manifest/choose-workflow.ts";
import { readCluster } from "../../runner/manifest/read-manifest.ts";
import { submit } from "../../runner/manifest/submit.ts";
import type { Pod, PodOutcome } from "../../runner/pods/pod.ts";
import { systemClock } from "../../runner/run/clock.ts";
import { Journal, readJournal } from "../../runner/run/journal.ts";
import { roomFor } from "../../runner/run/room.ts";
import { runWorkflow } from "../../runner/run/run-workflow.ts";

/** `a` and `b` side by side, then `c`, which comes after `a` alone. */
const manifest = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks: [{name: a, template: one}, {name: b, template: one}, {name: c, template: one, depends: a}]
    - name: one
      container: {image: a, command: [b]}
`;

const succeeded: PodOutcome = { phase: "Succeeded", message: "", outputs: {} };

/** A journal that finds no room, once, when it is first told of a node. */
class FullJournal extends Journal {
  fullAt: string | undefined;

  override write(...args: Parameters<Journal["write"]>): void {
    if (args[0].nodes.some(({ name }) => name === this.fullAt)) {
      this.fullAt = undefined;
      throw new Error("ENOSPC: no space left on device, write");
    }
    super.write(...args);
  }
}

/** "a" and what comes after it go on when "b" is known to run: which of two begins first is nobody's promise. */
async function halted(pods: (pod: Pod, abort: () => void) => Promise<PodOutcome>, fullAt?: string) {
  const cluster = readCluster([{ name: "a.yaml", text: manifest }]);
  const folder = mkdtempSync(join(tmpdir(), "pipewright-halt-"));
  const journal = new FullJournal(folder);
  journal.fullAt = fullAt;
  const controller = new AbortController();
  const events: RunEvent[] = [];
  const begun: string[] = [];
  const bRuns = Promise.withResolvers<void>();
  const end = await runWorkflow({
    submission: submit(chooseWorkflow(cluster, 0).workflow, cluster, { uid: "w", now: Date.now() }),
    folder,
    journal,
    pods: {
      refusal: async () => undefined,
      run: async (pod) => {
        begun.push(pod.node);
        pod.events.onStart();
        if (pod.node !== "w.b") await bRuns.promise;
        return pods(pod, () => controller.abort());
      },
      end: async () => undefined,
    },
    room: roomFor(8),
    clock: systemClock,
    cache: { get: () => undefined, put: () => undefined },
    cluster,
    answerer: async () => undefined,
    onEvent: (event) => {
      events.push(event);
      if (event.type === "node-started" && event.node === "w.b") bRuns.resolve();
    },
    signal: controller.signal,
  });
  journal.close();
  const { nodes, ended } = readJournal(folder);
  const kept = Object.fromEntries(nodes.map(({ name, phase }) => [name, phase]));
  return { ...end, kept, ended, begun, told: events.flatMap((event) => (event.type === "node-finished" ? [event.node] : [])) };
}

const whenStopped = ({ stop }: Pod): Promise<void> =>
  new Promise((resolve) => (stop.aborted ? resolve() : stop.addEventListener("abort", () => resolve())));

describe("a runner that stops early", () => {
  it("keeps what has ended, and nothing of what it has ended itself", async () => {
    const { status, canGoOn, kept, ended, begun, told } = await halted(async (pod, abort) => {
      if (pod.node === "w.a") return succeeded;
      if (pod.node === "w.c") abort();
      await whenStopped(pod);
      return { phase: "Failed", message: "stopped", outputs: {} };
    });
    expect([status.phase, canGoOn, ended]).toEqual(["Failed", true, undefined]);
    expect(kept).toEqual({ w: "Running", "w.a": "Succeeded", "w.b": "Running", "w.c": "Running" });
    expect([begun.toSorted(), told.toSorted()]).toEqual([
      ["w.a", "w.b", "w.c"],
      ["w", "w.a", "w.b", "w.c"],
    ]);
  });

  it("because the journal can't be written keeps later what it could not keep then, and begins nothing new", async () => {
    const { status, canGoOn, kept, ended, begun } = await halted(async (pod) => {
      if (pod.node === "w.a") return succeeded;
      await whenStopped(pod);
      return { phase: "Failed", message: "stopped", outputs: {} };
    }, "w.c"); // it is told of in one turn with the end of "a"
    expect(status).toEqual({
      phase: "Error",
      message: "infrastructure: the run's journal can't be written: ENOSPC: no space left on device, write",
    });
    expect([canGoOn, ended]).toEqual([true, undefined]);
    expect(kept).toEqual({ w: "Running", "w.a": "Succeeded", "w.b": "Running" });
    expect(begun.toSorted()).toEqual(["w.a", "w.b"]);
  });

  it("because a step found no room on the disk does not count that step as failed", async () => {
    const { status, kept, canGoOn } = await halted(async (pod) => {
      if (pod.node === "w.a") return { phase: "Error", message: "wait: ENOSPC: no space left on device, copyfile", outputs: {} };
      await whenStopped(pod);
      return succeeded; // it did its work all the same: but it was told to stop
    });
    expect(status.message).toMatch(/^infrastructure: the disk is full, as w\.a found: wait: ENOSPC/);
    expect([kept, canGoOn]).toEqual([{ w: "Running", "w.a": "Running", "w.b": "Running" }, true]);
  });
});
