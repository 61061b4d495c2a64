import { describe, expect, it } from "vitest";
import { retryPlan } from "../../cluster/act/retry-plan.ts";
import { followedWorkflow } from "../../cluster/follow/followed-workflow.ts";
import { caseNames, readCase } from "../runner/recorded/recorded-case.ts";
import { recordedWorkflow } from "./follow/recorded-workflow.ts";

const failed = ["control-flow", "data-flow", "failures"].flatMap((folder) =>
  caseNames(folder).flatMap((name) =>
    Object.entries(readCase(folder, name).records)
      .filter(
        ([, { phase, nodes, stuck }]) => (phase === "Failed" || phase === "Error") && (nodes?.length ?? 0) > 0 && stuck !== true,
      )
      .map(([workflow, record]) => [workflow, followedWorkflow(recordedWorkflow(workflow, record))] as const),
  ),
);
const frames = new Set(["DAG", "Steps", "StepGroup", "TaskGroup", "Retry"]);

describe("what a retry leaves of a run that has failed", () => {
  it("is tried on enough of them", () => expect(failed.length).toBeGreaterThan(60));

  it.each(failed)("%s: only what succeeded, in frames that run again", (name, workflow) => {
    const { reopened, gone, pods } = retryPlan(workflow);
    const left = [...workflow.nodes.values()].filter((node) => !gone.includes(String(workflow.raw.get(node.name)?.id)));
    for (const { name: node, type, phase } of left) {
      const isOpen = reopened[String(workflow.raw.get(node)?.id)] !== undefined;
      if (frames.has(type)) expect(isOpen || phase === "Succeeded" || phase === "Skipped", node).toBe(true);
      else expect(["Succeeded", "Skipped"], node).toContain(phase);
    }
    const hasFailed = workflow.nodes.get(name)?.phase !== "Succeeded"; // else its exit handler has
    const isFrame = frames.has(workflow.nodes.get(name)?.type ?? "");
    if (hasFailed) expect(isFrame ? Object.keys(reopened) : gone).toContain(name);
    for (const { children, phase } of Object.values(reopened)) {
      expect(phase).toBe("Running");
      for (const child of children as readonly string[]) expect(gone).not.toContain(child);
    }
    for (const pod of pods) expect(workflow.nodes.get(pod)?.type).toBe("Pod");
  });
});
