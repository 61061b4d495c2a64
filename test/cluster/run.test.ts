import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pipewright } from "../helpers/cli.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-cluster-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const workflow = (name: string, wanted: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ${name}}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: before, template: before}], [{name: make, template: make}]]
    - name: before
      resource:
        action: apply
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: ${name}-before}
          data: {a: b}
    - name: make
      resource:
        action: create
        successCondition: data.phase == ${wanted}
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: ${name}}
          data: {phase: begun, namespace: "{{workflow.namespace}}"}
      outputs: {parameters: [{name: namespace, valueFrom: {jsonPath: "{.data.namespace}"}}]}
`;

describeWithApiserver("pipewright run --context", (at) => {
  beforeAll(async () => {
    await at().ask("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "ml" } });
  });
  const flags = () => ["--context", "admin", "--namespace", "ml", "--kubeconfig", at().server.kubeconfig];
  const path = (name: string) => `/api/v1/namespaces/ml/configmaps/${name}`;
  const runFolder = (name: string): string => {
    const runs = join(folder, ".pipewright", "runs");
    return join(runs, readdirSync(runs).find((run) => run.startsWith(`${name}-2`)) ?? "none");
  };
  const note = () => `resource steps work on the cluster of context "admin" (${at().server.url}, v1.35.4), namespace "ml"`;

  it("says which cluster it changes, works in its namespace, and keeps both", async () => {
    writeFileSync(join(folder, "whole.yaml"), workflow("whole", "begun"));
    const { code, stdout } = await pipewright(["run", "whole.yaml", ...flags()], { cwd: folder });
    expect({ code, said: stdout.split("\n")[1] }).toEqual({ code: 0, said: `   0.0s    note: ${note()}` });
    expect((await at().ask("GET", path("whole"))).body.data).toEqual({ phase: "begun", namespace: "ml" });
    expect(JSON.parse(readFileSync(join(runFolder("whole"), "run.json"), "utf8"))).toMatchObject({
      cluster: { context: "admin", namespace: "ml", kubeconfig: at().server.kubeconfig },
    });
  });

  it.each(["SIGKILL", "SIGINT"] as const)("goes on after %s in the same cluster, and makes nothing twice", async (signal) => {
    const name = `ended-by-${signal.toLowerCase()}`;
    writeFileSync(join(folder, `${name}.yaml`), workflow(name, "done"));
    const first = await pipewright(["run", `${name}.yaml`, ...flags()], {
      cwd: folder,
      onStdout: (text, kill) => {
        if (text.includes("| waiting for configmap/")) kill(signal);
      },
    });
    expect(first.code).toBe(signal === "SIGINT" ? 130 : null);
    const { uid } = (await at().ask("GET", path(name))).body.metadata;
    const before = (await at().ask("GET", path(`${name}-before`))).body.metadata.resourceVersion;
    await at().ask("PATCH", path(name), { data: { phase: "done" } });
    const resumed = await pipewright(["run", "--resume", runFolder(name)], { cwd: folder });
    expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: `${note()}\n` });
    expect(resumed.stdout).toContain(`| configmap/${name} was created by this step before`);
    expect((await at().ask("GET", path(name))).body.metadata.uid).toBe(uid);
    expect((await at().ask("GET", path(`${name}-before`))).body.metadata.resourceVersion).toBe(before);
  });

  it("runs one step again in the cluster of its run, which is not another one now", async () => {
    const again = await pipewright(["run", "--only", "before", "--from", runFolder("whole")], { cwd: folder });
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(`note: ${note()}`) });
    const changed = await pipewright(["run", "--resume", runFolder("whole"), "--context", "nobody"], { cwd: folder });
    expect(changed).toMatchObject({ code: 2, stderr: expect.stringContaining("--context can't change what run") });
  });
});
