import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { describeWithApiserver } from "../cluster/with-apiserver.ts";
import { applyAll, applyKinds, may } from "./applied.ts";
import { ownShapes, prometheusCrds } from "./foreign-kinds.ts";
import { type KubeObject, kustomizations, kustomize, kustomizeMissing, manifestsFolder } from "./kustomize.ts";

const folders = kustomizations(manifestsFolder);

describe.skipIf(kustomizeMissing !== undefined && !process.env["CI"])("what kustomize builds of manifests/", () => {
  it.each(folders)("%s", (folder) => {
    const objects = kustomize(join(manifestsFolder, folder));
    expect(objects.length).toBeGreaterThan(0);
    const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.namespace ?? ""}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("has a README for each folder that is built", () => {
    expect(folders.filter((folder) => !existsSync(join(manifestsFolder, folder, "README.md")))).toEqual([]);
  });

  it("holds no key: a Secret has no data, and stores refer to Secrets or to the pod's identity", () => {
    for (const folder of folders)
      for (const object of kustomize(join(manifestsFolder, folder))) {
        if (object.kind === "Secret") expect([object["data"], object["stringData"]]).toEqual([undefined, undefined]);
        expect(JSON.stringify(object)).not.toMatch(/AKIA[A-Z0-9]{8}|BEGIN [A-Z ]*PRIVATE KEY|accountKey"?:\s*"[^{]/);
      }
  });

  it("says in YAML what the artifact repository and the controller are configured by", () => {
    const [store] = readdirSync(join(manifestsFolder, "storage")).flatMap((name) =>
      kustomize(join(manifestsFolder, "storage", name))
        .filter(({ kind }) => kind === "ConfigMap")
        .map(({ data }) => parse((data as { readonly default: string }).default) as object),
    );
    expect(store).toHaveProperty("archiveLogs", true);
    const [config] = kustomize(join(manifestsFolder, "controller")).filter(({ kind }) => kind === "ConfigMap");
    const { executor, workflowDefaults } = config!["data"] as Readonly<Record<string, string>>;
    expect(parse(executor!).resources).toMatchObject({ requests: { cpu: "50m" }, limits: { memory: "512Mi" } });
    expect(Object.keys(parse(workflowDefaults!).spec)).toEqual(["ttlStrategy", "podGC"]);
  });

  it("draws in the dashboard only metrics that state-metrics.yaml makes, or Argo's own", () => {
    const read = (name: string) => readFileSync(join(manifestsFolder, "parts/monitoring", name), "utf8");
    const made = [...read("state-metrics.yaml").matchAll(/- name: (\w+)\n\s+help/g)].map(([, name]) => `pipewright_run_${name}`);
    expect(made).toHaveLength(3);
    const used = new Set(`${read("dashboard.json")}${read("rules.yaml")}`.match(/\bpipewright_run_\w*[a-z]/g));
    expect([...used].filter((name) => !made.includes(name))).toEqual([]);
    expect(JSON.parse(read("dashboard.json")).panels.length).toBeGreaterThan(4);
  });
});

const prometheus = prometheusCrds();

if (kustomizeMissing === undefined)
  describeWithApiserver("manifests/ on a real API server", (at) => {
    beforeAll(async () => {
      if (prometheus.missing !== undefined && process.env["CI"]) throw new Error(prometheus.missing);
      await applyKinds(at(), [...ownShapes, ...prometheus.crds]);
      for (const name of ["argo", "gpu-operator"])
        await at().ask("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
    }, 120_000);

    const known = (objects: readonly KubeObject[]) =>
      objects.filter(({ apiVersion }) => prometheus.missing === undefined || !apiVersion.startsWith("monitoring.coreos.com"));

    it.each(folders.filter((folder) => !folder.startsWith("storage")))("takes %s, twice", async (folder) => {
      const objects = known(kustomize(join(manifestsFolder, folder)));
      await applyAll(at(), objects);
      await applyAll(at(), objects);
    });

    it.each(["s3", "aws", "gcs", "azure"])("takes the store %s", async (name) => {
      await applyAll(at(), kustomize(join(manifestsFolder, "storage", name)));
    });

    it("lets the accounts of a namespace do what runs need, and nothing else", async () => {
      await applyAll(at(), known(kustomize(join(manifestsFolder, "overlays/production"))));
      const mayIn = (account: string, verb: string, resource: string, where = "pipelines") =>
        may(at(), "pipelines", account, verb, resource, where);
      for (const account of ["default", "pipeline-executor"]) {
        for (const verb of ["create", "patch"]) expect(await mayIn(account, verb, "workflowtaskresults.argoproj.io")).toBe(true);
        for (const verb of ["get", "list", "delete", "update"])
          expect(await mayIn(account, verb, "workflowtaskresults.argoproj.io"), verb).toBe(false);
      }
      const nothing = [
        "get secrets",
        "list secrets",
        "create pods",
        "get configmaps",
        "create jobs.batch",
        "create workflows.argoproj.io",
      ];
      nothing.push(
        "patch workflowtasksets.argoproj.io/status",
        "create rolebindings.rbac.authorization.k8s.io",
        "create serviceaccounts/token",
      );
      for (const account of ["default", "pipeline-executor", "pipeline-step", "pipeline-artifact-gc"])
        for (const what of nothing) {
          const [verb = "", resource = ""] = what.split(" ");
          expect(await mayIn(account, verb, resource), `${account}: ${what}`).toBe(false);
        }
      expect(await mayIn("pipeline-step", "create", "workflowtaskresults.argoproj.io")).toBe(false);
      expect(await mayIn("default", "create", "workflowtaskresults.argoproj.io", "default")).toBe(false);
      for (const verb of ["list", "watch"])
        expect(await mayIn("pipeline-artifact-gc", verb, "workflowartifactgctasks.argoproj.io")).toBe(true);
      expect(await mayIn("pipeline-artifact-gc", "patch", "workflowartifactgctasks.argoproj.io/status")).toBe(true);
      expect(await mayIn("pipeline-artifact-gc", "delete", "workflows.argoproj.io")).toBe(false);
    });

    it("lets Argo's controller remember results, in its own namespace alone", async () => {
      await applyAll(at(), kustomize(join(manifestsFolder, "controller")));
      for (const verb of ["get", "create", "update"]) expect(await may(at(), "argo", "argo", verb, "configmaps")).toBe(true);
      expect(await may(at(), "argo", "argo", "delete", "configmaps")).toBe(false);
      expect(await may(at(), "argo", "argo", "get", "configmaps", "pipelines")).toBe(false);
    });
  });
