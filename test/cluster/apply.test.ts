import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ApiError } from "../../cluster/api-error.ts";
import { clusterRefusal } from "../../cluster/apply/lost-cluster.ts";
import { conflictsOf, valueAt } from "../../cluster/plan/conflicts.ts";
import { pipewright } from "../helpers/cli.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const nightly = "test/cluster/pipelines/nightly.ts";
const changed = "test/cluster/pipelines/nightly-changed.ts";
const crons = "/apis/argoproj.io/v1alpha1/namespaces";

describeWithApiserver("apply against a real API server", (at) => {
  /** A namespace of its own, with what the pipeline needs. */
  const namespaced = async (name: string): Promise<readonly string[]> => {
    await at().ask("POST", "/api/v1/namespaces", { metadata: { name } });
    const secret = { metadata: { name: "warehouse" }, stringData: { token: "x" } };
    await at().ask("POST", `/api/v1/namespaces/${name}/secrets`, secret);
    return ["--kubeconfig", at().server.kubeconfig, "--namespace", name];
  };

  it("puts the pipeline there, labelled as ours; twice changes nothing, and kubectl sees the same", async () => {
    const flags = await namespaced("twice");
    const first = await pipewright(["apply", nightly, ...flags]);
    expect(first).toMatchObject({
      code: 0,
      stdout: "WorkflowTemplate nightly created\nCronWorkflow nightly created\n2 created.\n",
    });
    const path = `${crons}/twice/cronworkflows/nightly`;
    const before = (await at().ask("GET", path)).body.metadata;
    expect(before.labels).toMatchObject({
      "app.kubernetes.io/managed-by": "pipewright",
      "pipewright.dev/pipeline": "nightly",
    });
    const second = await pipewright(["apply", nightly, ...flags]);
    expect(second).toMatchObject({
      code: 0,
      stdout: "WorkflowTemplate nightly unchanged\nCronWorkflow nightly unchanged\nNothing to change.\n",
    });
    expect((await at().ask("GET", path)).body.metadata.resourceVersion).toBe(before.resourceVersion);
  });

  it.skipIf(spawnSync("kubectl", ["version", "--client"]).status !== 0)(
    "takes over what kubectl has applied of the same pipeline, and kubectl finds nothing to change behind it",
    async () => {
      const flags = await namespaced("kubectl");
      const manifest = (await pipewright(["compile", nightly, "--stdout"])).stdout;
      const file = join(at().server.folder, "nightly.yaml");
      writeFileSync(file, manifest);
      const kubectl = (...args: readonly string[]) => spawnSync("kubectl", [...flags, ...args], { encoding: "utf8" });
      expect(kubectl("apply", "--server-side", "-f", file).status).toBe(0);
      expect((await pipewright(["apply", nightly, ...flags])).stdout).toBe(
        "WorkflowTemplate nightly changed\nCronWorkflow nightly changed\n2 changed.\n",
      );
      expect(kubectl("diff", "--server-side", "-f", file)).toMatchObject({ status: 0, stdout: "" });
      const other = await pipewright(["apply", changed, ...flags]);
      expect(other.code).toBe(1);
      expect(other.stderr).toContain(
        'error field-of-another\n  CronWorkflow "nightly": "spec.schedules" belongs to "kubectl", who says ["30 2 * * *"]; the pipeline says ["0 4 * * *"].',
      );
      expect((await pipewright(["apply", changed, ...flags, "--force-conflicts"])).code).toBe(0);
    },
  );

  it("prunes what is ours and no longer part of the pipeline, and nobody else's", async () => {
    const flags = await namespaced("prune");
    await pipewright(["apply", nightly, ...flags]);
    const labels = { "pipewright.dev/pipeline": "nightly" };
    const ours = { ...labels, "app.kubernetes.io/managed-by": "pipewright" };
    const spec = { entrypoint: "main", templates: [{ name: "main", suspend: {} }] };
    const make = (name: string, its: object) =>
      at().ask("POST", `${crons}/prune/workflowtemplates`, {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "WorkflowTemplate",
        metadata: { name, labels: its },
        spec,
      });
    await make("nightly-part", ours);
    await make("by-hand", labels);
    await at().ask("POST", `${crons}/prune/workflows`, {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Workflow",
      metadata: { name: "nightly-1", labels },
      spec: { workflowTemplateRef: { name: "nightly" } },
    });
    expect((await pipewright(["apply", nightly, ...flags, "--no-prune"])).stdout).toContain("Nothing to change.");
    const held = await pipewright(["apply", nightly, ...flags]);
    expect(held.stderr).toContain(
      'A run is under way of "nightly" ("nightly-1"): WorkflowTemplate nightly-part stays until the end.',
    );
    expect(held.stdout).toContain("Nothing to change.");
    await at().ask("DELETE", `${crons}/prune/workflows/nightly-1`);
    const planned = await pipewright(["plan", nightly, ...flags]);
    expect(planned.stdout).toContain("- WorkflowTemplate nightly-part  no longer part of the pipeline\n");
    const { stdout } = await pipewright(["apply", nightly, ...flags]);
    expect(stdout).toBe(
      "WorkflowTemplate nightly unchanged\nCronWorkflow nightly unchanged\nWorkflowTemplate nightly-part pruned\n2 unchanged, 1 pruned.\n",
    );
    const { body } = await at().ask("GET", `${crons}/prune/workflowtemplates`);
    expect(body.items.map((one: { readonly metadata: { readonly name: string } }) => one.metadata.name)).toEqual([
      "by-hand",
      "nightly",
    ]);
  });

  it("refuses images that no build has made, before anything has changed", async () => {
    const flags = await namespaced("unbuilt");
    const { code, stdout, stderr } = await pipewright(["apply", "examples/hello/pipeline.ts", ...flags]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/error images-never-built\n {2}No build has made the images of "\w+"/);
    expect(stderr).toContain("help: pipewright build examples/hello/pipeline.ts");
  });

  it("starts the run of a pipeline without a schedule when it is asked to, once", async () => {
    const flags = [...(await namespaced("runs")), "--allow-unbuilt"];
    const without = await pipewright(["apply", "examples/hello/pipeline.ts", ...flags]);
    expect(without.stdout).toBe("WorkflowTemplate hello created\n1 created.\n");
    const first = await pipewright(["apply", "examples/hello/pipeline.ts", ...flags, "--run"]);
    expect(first.stdout).toMatch(/^WorkflowTemplate hello unchanged\nWorkflow hello-\w{10} created\n/);
    const second = await pipewright(["apply", "examples/hello/pipeline.ts", ...flags, "--run"]);
    expect(second.stdout).toMatch(/^WorkflowTemplate hello unchanged\nWorkflow hello-\w{10} unchanged\nNothing to change\.\n$/);
  });

  it("deletes what is ours when it is told to, and names what stays", async () => {
    const flags = await namespaced("delete");
    await pipewright(["apply", nightly, ...flags]);
    await at().ask("POST", `${crons}/delete/workflowtemplates`, {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "WorkflowTemplate",
      metadata: { name: "by-hand", labels: { "pipewright.dev/pipeline": "nightly" } },
      spec: { entrypoint: "main", templates: [{ name: "main", suspend: {} }] },
    });
    const unasked = await pipewright(["delete", "nightly", ...flags]);
    expect(unasked).toMatchObject({ code: 2 });
    expect(unasked.stderr).toContain("2 objects would be deleted (CronWorkflow nightly, WorkflowTemplate nightly); say --yes");
    const { code, stdout } = await pipewright(["delete", nightly, ...flags, "--yes"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `WorkflowTemplate by-hand stays: it was not put there by pipewright apply
CronWorkflow nightly deleted
WorkflowTemplate nightly deleted
`,
    });
    const again = await pipewright(["delete", "nightly", ...flags, "--yes"]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('Nothing of "nightly" was put there by pipewright apply.\n');
  });
});

describe("a conflict", () => {
  it("is found at its field, also behind names with dots and items with keys", () => {
    const object = {
      metadata: { labels: { "app.kubernetes.io/name": "x", app: "y" } },
      spec: { ports: [{ port: 80, name: "web" }], list: ["a", "b"] },
    };
    expect(valueAt(object, ".metadata.labels.app.kubernetes.io/name")).toBe("x");
    expect(valueAt(object, '.spec.ports[name="web"].port')).toBe(80);
    expect(valueAt(object, '.spec.list[="b"]')).toBe("b");
    expect(valueAt(object, ".spec.list[0]")).toBe("a");
    expect(valueAt(object, ".spec.none.at.all")).toBeUndefined();
  });

  it("says both values and the other owner", () => {
    const cause = { reason: "FieldManagerConflict", field: ".spec.a", message: 'conflict with "kubectl-edit" using v1' };
    const error = new ApiError(409, { details: { causes: [cause] } });
    const conflicts = conflictsOf(error, { metadata: {}, spec: { a: 1 } }, { metadata: {}, spec: { a: 2 } });
    expect(conflicts).toEqual([{ field: "spec.a", owner: "kubectl-edit", ours: "1", theirs: "2" }]);
  });
});

describe("a refusal that is about no object", () => {
  it.each([
    [401, "login-expired"],
    [429, "cluster-busy"],
    [503, "cluster-busy"],
    [403, "cluster-refuses"],
  ])("with %i is %s", (code, problem) => {
    expect(clusterRefusal(new ApiError(code, { message: "no" }), "prod")).toMatchObject({
      code: problem,
      message: expect.stringMatching(/context "prod".*: no\.$/),
    });
  });
});
