import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { openCluster } from "../../cluster/open-cluster.ts";
import { resourcePods } from "../../runner/pods/resource/resource-pods.ts";
import { casesOfClusters } from "../runner/recorded/elsewhere.ts";
import { playCase } from "../runner/recorded/play-case.ts";
import { readCase } from "../runner/recorded/recorded-case.ts";
import { judge } from "../runner/recorded/recorded-suite.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const cases = [
  ...casesOfClusters().map((name) => ["failures", name] as const),
  ["refusals", "resource-condition-grammar-error"] as const,
  ["refusals", "resource-kind-unknown"] as const,
];

describeWithApiserver("what a resource step did on a cluster, it does from here", (at) => {
  beforeAll(async () => {
    await at().ask("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "argo" } });
  });

  it("has all recorded cases of resource templates", () => {
    expect(casesOfClusters()).toHaveLength(8);
  });

  it.each(cases)("%s/%s", { timeout: 120_000 }, async (folder, name) => {
    const read = readCase(folder, name);
    const cluster = await openCluster({ kubeconfig: at().server.kubeconfig, context: "admin", namespace: "argo" });
    const own = mkdtempSync(join(tmpdir(), "pipewright-recorded-"));
    try {
      const played = await playCase(read, own, "", (options) => resourcePods(options, cluster));
      for (const [workflow, recorded] of Object.entries(read.records)) judge(recorded, played.get(workflow));
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  });
});
