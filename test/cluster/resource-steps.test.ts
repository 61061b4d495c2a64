import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type OpenCluster, openCluster } from "../../cluster/open-cluster.ts";
import type { ResourceTemplate, Template } from "../../compiler/argo/model.generated.ts";
import type { Pod, PodOutcome } from "../../runner/pods/pod.ts";
import { resourcePods } from "../../runner/pods/resource/resource-pods.ts";
import { playground, podOf } from "../pods/helpers/play-pods.ts";
import { describeWithApiserver } from "./with-apiserver.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-resource-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const maps = "/api/v1/namespaces/default/configmaps";

const configMap = (name: string, data: object, more: object = {}): string =>
  JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, ...more }, data });

const failed = (words: string) => ({
  phase: "Failed",
  message: `main: Error (exit code 64): ${words}`,
  outputs: { exitCode: "64" },
});
const succeeded = (parameters?: Readonly<Record<string, string>>) => ({
  phase: "Succeeded",
  message: "",
  outputs: { ...(parameters && { parameters }), exitCode: "0" },
});

/** Waits until something is so. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 20));
}

describeWithApiserver("a resource step", (at) => {
  let cluster: OpenCluster;
  let lines: string[] = [];
  let count = 0;
  beforeAll(async () => {
    cluster = await openCluster({ kubeconfig: at().server.kubeconfig, context: "admin" });
  });
  beforeEach(() => {
    lines = [];
  });

  const play = (resource: ResourceTemplate, more: Partial<Template> = {}, own: Partial<Pod> = {}): Promise<PodOutcome> => {
    const ground = playground();
    const events = {
      onStart: () => undefined,
      onReady: () => undefined,
      onProgress: () => undefined,
      onLine: (stream: string, line: string) => void lines.push(`${stream}: ${line}`),
    };
    const pod = podOf({ name: "main", resource, ...more }, ground, { events, ...own });
    return resourcePods(ground.options, cluster).run(pod);
  };
  const newName = (): string => `cm-${++count}`;
  const dataOf = async (name: string): Promise<unknown> => (await at().ask("GET", `${maps}/${name}`)).body.data;

  it("creates, and says what it has done", async () => {
    const name = newName();
    expect(await play({ action: "create", manifest: configMap(name, { a: "1" }), setOwnerReference: true })).toEqual(succeeded());
    expect(await dataOf(name)).toEqual({ a: "1" });
    expect(lines).toEqual([
      "stderr: setOwnerReference: there is no Workflow in the cluster that could own the object, so it stays when the run is over",
      `stdout: configmap/${name} created`,
    ]);
  });

  it("creates with a name that the server makes, and reads that object", async () => {
    const manifest = "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: made-}, data: {a: x}}";
    const parameters = [{ name: "name", valueFrom: { jsonPath: "{.metadata.name}" } }];
    const { outputs } = await play({ action: "create", manifest, successCondition: "data.a == x" }, { outputs: { parameters } });
    expect(outputs.parameters?.["name"]).toMatch(/^made-\w{5}$/);
  });

  it("knows what it has made before it was killed, and no other step takes it for its own", async () => {
    const name = newName();
    const again = { folder: join(folder, "the-same-step") };
    const template: ResourceTemplate = { action: "create", manifest: configMap(name, { a: "1" }) };
    expect(await play(template, {}, again)).toEqual(succeeded());
    expect(await play(template, {}, again)).toEqual(succeeded());
    expect(lines.at(-1)).toBe(`stdout: configmap/${name} was created by this step before`);
    expect(await play(template)).toEqual(
      failed(
        `no more retries Error from server (AlreadyExists): error when creating "/tmp/manifest.yaml": configmaps "${name}" already exists`,
      ),
    );
  });

  it("applies: a field that is not in the manifest any more goes, one of somebody else stays", async () => {
    const name = newName();
    await play({ action: "apply", manifest: configMap(name, { a: "1", b: "2" }) });
    await at().ask("PATCH", `${maps}/${name}`, { data: { theirs: "x", b: "changed" } });
    expect(await play({ action: "apply", manifest: configMap(name, { b: "3" }) })).toEqual(succeeded());
    expect(await dataOf(name)).toEqual({ b: "3", theirs: "x" });
  });

  it("replaces the whole, and only what is there", async () => {
    const name = newName();
    const manifest = configMap(name, { b: "2" });
    expect(await play({ action: "replace", manifest })).toEqual(
      failed(
        `no more retries Error from server (NotFound): error when replacing "/tmp/manifest.yaml": configmaps "${name}" not found`,
      ),
    );
    await play({ action: "create", manifest: configMap(name, { a: "1" }) });
    expect(await play({ action: "replace", manifest })).toEqual(succeeded());
    expect(await dataOf(name)).toEqual({ b: "2" });
    const before = (await at().ask("GET", `${maps}/${name}`)).body.metadata.uid;
    expect(await play({ action: "replace", manifest, flags: ["--force"] })).toEqual(succeeded());
    expect((await at().ask("GET", `${maps}/${name}`)).body.metadata.uid).not.toBe(before);
  });

  it.each<[string, ResourceTemplate["mergeStrategy"], string]>([
    ["strategic when it does not say", undefined, "data: {b: null, c: '3'}"],
    ["merge", "merge", "data: {b: null, c: '3'}"],
    ["json", "json", "[{op: remove, path: /data/b}, {op: add, path: /data/c, value: '3'}]"],
  ])("patches: %s", async (_title, mergeStrategy, patch) => {
    const name = newName();
    await play({ action: "create", manifest: configMap(name, { a: "1", b: "2" }) });
    const manifest = mergeStrategy === "json" ? `\n- ${patch.slice(1, -1).replace("}, {", "}\n- {")}` : patch;
    const resource = { action: "patch", manifest, flags: ["configmap", name], ...(mergeStrategy && { mergeStrategy }) } as const;
    expect(await play(resource)).toEqual(succeeded());
    expect(await dataOf(name)).toEqual({ a: "1", c: "3" });
  });

  it("deletes what is there and what is not, and waits for finalizers", async () => {
    const name = newName();
    const manifest = configMap(name, {}, { finalizers: ["pipewright.dev/hold"] });
    await play({ action: "create", manifest });
    let isOver = false;
    const gone = play({ action: "delete", manifest }).finally(() => {
      isOver = true;
    });
    await until(async () => (await at().ask("GET", `${maps}/${name}`)).body.metadata.deletionTimestamp !== undefined);
    expect(isOver).toBe(false);
    await at().ask("PATCH", `${maps}/${name}`, { metadata: { finalizers: null } });
    expect(await gone).toEqual(succeeded());
    expect(await play({ action: "delete", manifest })).toEqual(succeeded());
    expect(await play({ action: "delete", manifest, successCondition: "data.a == 1" })).toEqual(
      failed("successCondition, failureCondition and outputs are not supported for delete action"),
    );
  });

  it("takes the object of its flags, of another namespace too", async () => {
    await at().ask("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "other" } });
    const name = newName();
    await play({ action: "create", manifest: configMap(name, { a: "there" }), flags: ["-n", "other"] });
    const parameters = [{ name: "a", valueFrom: { jsonPath: "{.data.a}" } }];
    for (const args of [["cm", name], [`configmaps/${name}`]])
      expect(await play({ action: "get", flags: [...args, "--namespace=other"] }, { outputs: { parameters } })).toEqual(
        succeeded({ a: "there" }),
      );
    expect(await play({ action: "get", manifest: configMap(name, {}, { namespace: "x" }), flags: ["-n", "other"] })).toEqual(
      failed(
        `no more retries error: the namespace from the provided object "x" does not match the namespace "other". You must pass '--namespace=x' to perform this operation.`,
      ),
    );
    expect(await play({ action: "get", flags: ["wodget", "a"] })).toEqual(
      failed(`no more retries error: the server doesn't have a resource type "wodget"`),
    );
  });

  it("takes a flag that is not known here for a reason not to start", async () => {
    const { options } = playground();
    const template = { resource: { action: "get", flags: ["cm", "x", "--watch"] } } as const;
    expect(await resourcePods(options, cluster).refusal(template)).toEqual({
      why: 'kubectl\'s flag "--watch" is not known here',
      isOurs: false,
    });
  });

  it("waits until the object is as wanted, and is told at once", async () => {
    const name = newName();
    await play({ action: "create", manifest: configMap(name, { phase: "begun" }) });
    const waiting = play({
      action: "get",
      manifest: configMap(name, {}),
      successCondition: "data.phase in (done, well)",
      failureCondition: "data.phase == broken",
    });
    await until(() => lines.some((line) => line.startsWith("stdout: waiting for configmap/")));
    await at().ask("PATCH", `${maps}/${name}`, { data: { phase: "well" } });
    expect(await waiting).toEqual(succeeded());
  });

  it("fails when the object is deleted while it waits", async () => {
    const name = newName();
    const waiting = play({ action: "create", manifest: configMap(name, {}), successCondition: "data.a == 1" });
    await until(() => lines.some((line) => line.startsWith("stdout: waiting for")));
    await at().ask("DELETE", `${maps}/${name}`);
    expect(await waiting).toEqual(
      failed(
        `The resource has been deleted while its status was still being checked. Will not be retried: configmaps "${name}" not found`,
      ),
    );
  });

  it("looks once when there is a failure condition alone", async () => {
    const manifest = configMap(newName(), { a: "1" });
    expect(await play({ action: "create", manifest, failureCondition: "data.a == 2" })).toEqual(succeeded());
    expect(await play({ action: "get", manifest, failureCondition: "!data.b" })).toEqual(
      failed("failure condition '{data.b ! []}' evaluated true"),
    );
  });

  it("ends when it is stopped, and at its deadline, in the controller's words", async () => {
    const manifest = configMap(newName(), {});
    const stop = new AbortController();
    const waiting = play({ action: "create", manifest, successCondition: "data.a == 1" }, {}, { stop: stop.signal });
    await until(() => lines.some((line) => line.startsWith("stdout: waiting for")));
    stop.abort({ message: "workflow shutdown with strategy:  Stop" });
    expect(await waiting).toEqual({ phase: "Failed", message: "workflow shutdown with strategy:  Stop", outputs: {} });
    const late = play({ action: "get", manifest, successCondition: "data.a == 1" }, { activeDeadlineSeconds: 1 });
    expect(await late).toMatchObject({ phase: "Failed", message: expect.stringContaining("longer than the specified deadline") });
  });

  it("goes on waiting while the server is gone and comes again", async () => {
    const name = newName();
    const waiting = play({ action: "create", manifest: configMap(name, {}), successCondition: "data.a == 1" });
    await until(() => lines.some((line) => line.startsWith("stdout: waiting for")));
    await at().server.kill();
    await until(() => lines.some((line) => line.includes("the API server does not answer, trying again")));
    await at().server.start();
    await at().ask("PATCH", `${maps}/${name}`, { data: { a: "1" } });
    expect(await waiting).toEqual(succeeded());
  });

  it("takes its manifest from an artifact", async () => {
    const name = newName();
    const template = {
      inputs: { artifacts: [{ name: "made", path: "/in/made.yaml", raw: { data: `${configMap(name, { a: "1" })}\n` } }] },
    };
    const resource = { action: "create", manifestFrom: { artifact: { name: "made" } } } as unknown as ResourceTemplate;
    expect(await play(resource, template)).toEqual(succeeded());
    expect(await play(resource, template)).toEqual(
      failed(
        `no more retries Error from server (AlreadyExists): error when creating "/in/made.yaml": configmaps "${name}" already exists`,
      ),
    );
  });

  it("refuses several objects in one manifest, as Argo does, when they are made", async () => {
    const [one, other] = [newName(), newName()];
    const manifest = `${configMap(one, {})}\n---\n${configMap(other, {})}`;
    expect(await play({ action: "create", manifest })).toEqual(failed("invalid character '{' after top-level value"));
    expect((await at().ask("GET", `${maps}/${other}`)).code).toBe(200);
  });

  it("hands on what the server refuses: unknown fields, values, rules of Argo's CRDs", async () => {
    const withTypo = JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "typo" }, dta: {} });
    expect(await play({ action: "create", manifest: withTypo })).toEqual(
      failed(
        'no more retries Error from server (BadRequest): error when creating "/tmp/manifest.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dta"',
      ),
    );
    expect(await play({ action: "create", manifest: withTypo, flags: ["--validate=false", "--dry-run=server"] })).toEqual(
      succeeded(),
    );
    expect((await at().ask("GET", `${maps}/typo`)).code).toBe(404);
    const { message } = await play({ action: "create", manifest: configMap("Upper_Case", {}) });
    expect(message).toMatch(
      /^main: Error \(exit code 64\): no more retries The ConfigMap "Upper_Case" is invalid: metadata\.name: /,
    );
    const templates = [{ name: "a", container: { image: "x" }, suspend: {} }];
    const workflow = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Workflow",
      metadata: { name: "w" },
      spec: { entrypoint: "a", templates },
    };
    expect((await play({ action: "create", manifest: JSON.stringify(workflow) })).message).toContain(
      'no more retries The Workflow "w" is invalid: ',
    );
  });

  it("gives outputs by jsonPath and jq, and their defaults when there is no object", async () => {
    const name = newName();
    const data = { a: "1", list: "x" };
    await play({ action: "create", manifest: configMap(name, data, { labels: { app: "taxi" } }) });
    const outputs = {
      parameters: [
        { name: "text", valueFrom: { jsonPath: "{.kind}: {.data.a} {.metadata.labels.app}" } },
        { name: "map", valueFrom: { jsonPath: "{.data}" } },
        { name: "none", valueFrom: { jsonPath: "{.data.none}", default: "d" } },
        { name: "keys", valueFrom: { jqFilter: ".data | keys[]" } },
        { name: "count", valueFrom: { jqFilter: ".data | length" } },
        { name: "wrong", valueFrom: { jqFilter: ".data | error", default: "caught" } },
      ],
    };
    expect(await play({ action: "get", manifest: configMap(name, {}) }, { outputs })).toEqual(
      succeeded({
        text: "ConfigMap: 1 taxi",
        map: '{"a":"1","list":"x"}',
        none: "",
        keys: "a\nlist",
        count: "2",
        wrong: "caught",
      }),
    );
    const flags = ["--ignore-not-found"];
    expect(await play({ action: "get", manifest: configMap("not-there", {}), flags }, { outputs })).toMatchObject(
      succeeded({ text: "", map: "", none: "d", keys: "", count: "", wrong: "caught" }),
    );
  });
});
