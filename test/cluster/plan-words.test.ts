import { describe, expect, it } from "vitest";
import { planMarkdown } from "../../cli/deploy/plan-markdown.ts";
import { showPlan } from "../../cli/deploy/show-plan.ts";
import { plainTerminal } from "../../cli/terminal.ts";
import type { ClusterPlan } from "../../cluster/plan/cluster-plan.ts";
import { diagnostic } from "../../compiler/diagnostics/diagnostic.ts";

const plan: ClusterPlan = {
  context: "prod",
  namespace: "ml",
  pipeline: "taxi",
  versions: { kubernetes: "v1.35.4", argo: undefined, crds: "unknown" },
  changes: [
    { action: "change", kind: "ConfigMap", name: "a", fields: [{ path: "data.x", before: '"1"', after: undefined }] },
    { action: "same", kind: "WorkflowTemplate", name: "taxi", fields: [] },
  ],
  words: [],
  findings: [],
  unseen: ["the devices of nodes"],
  nextTimes: [],
  steps: { desired: [], prunable: [], live: [], settled: new Set() },
};
const cost = { pods: 1, gpuHours: 0, unknown: [{ step: "each", why: "list-from-a-step" }] } as const;

describe("a plan as text", () => {
  it("says what it does not know instead of a number", () => {
    expect(showPlan(plan, cost, plainTerminal)).toBe(`~ ConfigMap a
    data.x is gone; it was "1"

1 to change, 1 unchanged
A run: 1 pod, every try counted, and more:
  step "each" goes over a list that a step makes
Kubernetes v1.35.4, Argo of unknown version
Not looked at, for want of rights: the devices of nodes
`);
  });

  it("fits a narrow terminal", () => {
    const terminal = { ...plainTerminal, width: 30, wraps: true };
    const lines = showPlan(plan, cost, terminal).split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(30);
  });

  it("shows controls of what comes from a cluster, and sends none", () => {
    const name = "a\u001b[31m\u202e";
    const hostile = { ...plan, changes: [{ action: "prune", kind: "ConfigMap", name, fields: [] } as const], unseen: [name] };
    expect(showPlan(hostile, cost, plainTerminal)).not.toMatch(/[\u001b\u202e]/);
  });

  it("lets nothing become markup in a pull request", () => {
    const changes = [{ action: "prune", kind: "ConfigMap", name: "``` <img src=x> @everyone", fields: [] } as const];
    const finding = diagnostic({ code: "object-refused", message: "<script>[link](http://x) @team *now*", help: "`no`" });
    const text = planMarkdown({ ...plan, changes }, cost, [finding]);
    expect(text).toContain("- prune ```` ConfigMap ``` <img src=x> @everyone ````\n");
    expect(text).toContain("\\<script\\>\\[link\\](http://x) @\u200bteam \\*now\\* _\\`no\\`_");
  });
});
