import { expect, it } from "vitest";
import type { Workflow } from "../../../compiler/argo/model.generated.ts";
import { simulate } from "./simulated-run.ts";

const leaf = { image: "busybox", command: ["true"] };

/** `late` can't begin: its condition, which is read item by item, is none; `inner` and `tried` run by then. */
const workflow = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Workflow",
  metadata: { name: "w" },
  spec: {
    entrypoint: "main",
    arguments: { parameters: [{ name: "text", value: "a b" }] },
    templates: [
      {
        name: "main",
        steps: [
          [
            { name: "inner", template: "inner" },
            { name: "tried", template: "tried" },
            { name: "late", template: "leaf", withItems: ["x"], when: "{{workflow.parameters.text}} == none" },
          ],
        ],
      },
      { name: "inner", steps: [[{ name: "one", template: "leaf" }]] },
      { name: "tried", retryStrategy: { limit: "1" }, container: leaf },
      { name: "leaf", container: leaf },
    ],
  },
} as unknown as Workflow;

it("what stands around steps that outlive their workflow ends with them", () => {
  const { status, nodes } = simulate(workflow, () => ({
    seconds: 5,
    outcome: { phase: "Succeeded", message: "", outputs: {} },
  }));
  expect(status.phase).toBe("Failed");
  const phases = Object.fromEntries([...nodes.values()].map(({ name, phase, message }) => [name, `${phase} ${message}`.trim()]));
  expect(phases).toMatchObject({
    "w[0].inner": "Failed the workflow had ended before it",
    "w[0].inner[0].one": "Succeeded",
    "w[0].tried": "Failed the workflow had ended before it",
    "w[0].tried(0)": "Succeeded",
  });
  expect([...nodes.values()].every(({ finishedAt }) => finishedAt !== undefined)).toBe(true);
});
