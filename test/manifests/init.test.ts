import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { describeWithApiserver } from "../cluster/with-apiserver.ts";
import { pipewright, root } from "../helpers/cli.ts";
import { applyAll, applyKinds, may } from "./applied.ts";
import { ownShapes } from "./foreign-kinds.ts";
import { kustomize, kustomizeMissing } from "./kustomize.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-init-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const init = (...args: readonly string[]) => pipewright(["init", ...args], { cwd: folder });

describe("init --cluster", () => {
  it("says what it has written and what is to be done, and overwrites nothing", async () => {
    const { code, stdout, stderr } = await init("--cluster", "first", "--namespace", "ranking");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`first: namespace "ranking" with base, storage/s3, parts/quota, parts/locks, parts/artifact-gc

  1. Set in first/pipewright/storage/s3: bucket and endpoint; then: kubectl create secret generic artifact-store -n ranking --from-file=accessKey --from-file=secretKey
  2. kubectl apply --server-side -k first
  3. pipewright apply pipeline.ts --namespace ranking --profile first/profile.ts
`);
    const before = readFileSync(join(folder, "first/kustomization.yaml"), "utf8");
    const again = await init("--cluster", "first", "--namespace", "other");
    expect([again.code, again.stderr]).toEqual([
      2,
      'pipewright: "first" is there already and is left as it is. Name another folder: pipewright init --cluster DIR\n',
    ]);
    expect(readFileSync(join(folder, "first/kustomization.yaml"), "utf8")).toBe(before);
    expect(readdirSync(folder)).toEqual(["first"]);
  });

  it("writes into an empty folder, and not in the place of a file", async () => {
    mkdirSync(join(folder, "empty"));
    expect((await init("--cluster", "empty")).code).toBe(0);
    expect(existsSync(join(folder, "empty/profile.ts"))).toBe(true);
    writeFileSync(join(folder, "file"), "mine");
    expect((await init("--cluster", "file")).code).toBe(2);
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("mine");
  });

  it.each([
    [[], "pipewright init wants --cluster: it writes what a namespace needs for pipelines."],
    [
      ["--cluster", "--namespace", "My_Team"],
      '--namespace wants a name of lower-case letters, digits and hyphens, got "My_Team".',
    ],
    [["--cluster", "--storage", "gsc"], '--storage wants one of s3, aws, gcs, azure, got "gsc". Did you mean "gcs"?'],
    [["--cluster", "a", "b"], 'pipewright init takes one folder; "b" is one too many.'],
  ])("refuses %j", async (args, said) => {
    const { code, stderr } = await init(...args);
    expect([code, stderr]).toEqual([2, `pipewright: ${said}\n`]);
  });

  it("writes a profile that takes the token from steps' programs", async () => {
    await init("--cluster", "azure", "--storage", "azure", "--profile", "aks");
    const project = join(folder, "project");
    cpSync(join(root, "examples/hello"), project, { recursive: true });
    cpSync(join(folder, "azure/profile.ts"), join(project, "profile.ts"));
    mkdirSync(join(project, "node_modules"));
    symlinkSync(root, join(project, "node_modules/pipewright"));
    symlinkSync(join(root, "node_modules/zod"), join(project, "node_modules/zod"));
    writeFileSync(join(project, "package.json"), '{"type":"module"}');
    const compiled = await pipewright(["compile", "pipeline.ts", "--stdout", "--profile", "profile.ts"], { cwd: project });
    expect(compiled.stderr).not.toContain("error");
    const [document = ""] = compiled.stdout.split("---\n");
    const { spec } = parse(document);
    expect(spec).toMatchObject({ serviceAccountName: "pipeline-step", executor: { serviceAccountName: "pipeline-executor" } });
    const steps = spec.templates.filter((one: { readonly container?: object }) => one.container !== undefined);
    expect(steps.length).toBeGreaterThan(0);
    for (const one of steps)
      expect(one).toMatchObject({
        automountServiceAccountToken: false,
        metadata: { labels: { "azure.workload.identity/use": "true" } },
      });
  });
});

if (kustomizeMissing === undefined)
  describeWithApiserver("an overlay of one's own on a real API server", (at) => {
    it.each(["s3", "aws", "gcs", "azure"])(
      "is taken with the store %s, all of it in its namespace, and its accounts may tell results",
      async (store) => {
        const namespace = `team-${store}`;
        await init("--cluster", namespace, "--namespace", namespace, "--storage", store, "--queue", "gpus");
        const objects = kustomize(join(folder, namespace));
        if (store === "s3") await applyKinds(at(), ownShapes);
        await applyAll(at(), objects);
        await applyAll(at(), objects);
        for (const { kind, metadata } of objects)
          expect(kind === "Namespace" ? metadata.name : metadata.namespace, `${kind} ${metadata.name}`).toBe(namespace);
        expect(objects.find(({ kind }) => kind === "LocalQueue")?.["spec"]).toEqual({ clusterQueue: "gpus" });
        const accounts = objects.filter(({ kind }) => kind === "ServiceAccount");
        const named = accounts.filter(({ metadata }) => "annotations" in metadata).map(({ metadata }) => metadata.name);
        expect(named.sort()).toEqual(store === "s3" ? [] : ["default", "pipeline-artifact-gc", "pipeline-step"]);
        for (const account of ["default", "pipeline-executor"])
          expect(await may(at(), namespace, account, "create", "workflowtaskresults.argoproj.io")).toBe(true);
        expect(await may(at(), namespace, "pipeline-step", "create", "workflowtaskresults.argoproj.io")).toBe(false);
        expect(await may(at(), "team-s3", "default", "create", "workflowtaskresults.argoproj.io", "pipelines")).toBe(false);
      },
    );

    it("is applied by the command that it names, again and again", async () => {
      await init("--cluster", "ours", "--namespace", "ours", "--storage", "gcs");
      for (const _again of [1, 2]) {
        const said = execFileSync(
          "kubectl",
          ["apply", "--server-side", "-k", join(folder, "ours"), "--kubeconfig", at().server.kubeconfig],
          { encoding: "utf8" },
        );
        expect(said.trim().split("\n")).toHaveLength(kustomize(join(folder, "ours")).length);
        expect(said.replaceAll(/^.* serverside-applied\n/gm, "")).toBe("");
      }
    });

    it("still builds with every part that is left out at first", async () => {
      await init("--cluster", "whole");
      const file = join(folder, "whole/kustomization.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("# - pipewright/", "- pipewright/"));
      const kinds = new Set(kustomize(join(folder, "whole")).map(({ kind }) => kind));
      expect([...kinds]).toEqual(expect.arrayContaining(["NetworkPolicy", "PrometheusRule", "Sensor", "EventSource"]));
    });
  });
