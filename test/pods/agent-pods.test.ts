import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HTTP, Template } from "../../compiler/argo/model.generated.ts";
import { agentPods } from "../../runner/pods/agent/agent-pods.ts";
import type { PodRunner } from "../../runner/pods/pod.ts";
import { podsByTemplate } from "../../runner/pods/pods-by-template.ts";
import { playground, podOf } from "./helpers/play-pods.ts";
import { freePort } from "./helpers/s3-server.ts";

describe("http templates", () => {
  let server: Server;
  let url: string;
  const seen: Pick<IncomingMessage, "method" | "url" | "headers">[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        if (request.url === "/slow") return;
        if (request.url === "/away") return response.writeHead(302, { location: "/there" }).end();
        const status = Number(/^\/(\d+)/.exec(request.url ?? "")?.[1] ?? 200);
        response.writeHead(status, { "x-kind": "answer" });
        response.end(`${request.method} ${Buffer.concat(parts).toString()}`);
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const secret = (name: string) => (name === "login" ? { token: "t0ken" } : undefined);
  const run = (http: HTTP, pod = {}) => {
    const at = playground({ objects: { configMap: () => undefined, secret } });
    return agentPods(at.options).run(podOf({ http }, at, pod));
  };

  it("send their method, headers and body, and give the answer as their result", async () => {
    const headers = [
      { name: "X-A", value: "1" },
      { name: "Authorization", valueFrom: { secretKeyRef: { name: "login", key: "token" } } },
    ];
    const outcome = await run({ url: `${url}/`, method: "PUT", headers, body: '{"a": 1}' });
    expect(outcome).toEqual({ phase: "Succeeded", message: "", outputs: { result: 'PUT {"a": 1}' } });
    expect(seen.at(-1)?.headers).toMatchObject({ "x-a": "1", authorization: "t0ken", "content-length": "8" });
    expect(
      (await run({ url: `${url}/`, method: "POST", bodyFrom: { bytes: Buffer.from("bytes").toString("base64") } })).outputs
        .result,
    ).toBe("POST bytes");
    expect((await run({ url: `${url}/away` })).outputs.result).toBe("GET ");
    expect(seen.at(-1)?.url).toBe("/there");
  });

  it.each<[string, string | undefined, string]>([
    ["/200", undefined, ""],
    ["/404", undefined, "received non-2xx response code: 404"],
    ["/404", "response.statusCode == 404", ""],
    ["/200", "response.body contains 'GET' && response.headers['X-Kind'][0] == 'answer'", ""],
    ["/200", "response.statusCode == 201", "successCondition 'response.statusCode == 201' evaluated false"],
    ["/200", "response.body", "unable to cast expression result 'GET ' to bool"],
  ])("%s with the condition %s: %s", async (path, successCondition, message) => {
    const outcome = await run({ url: url + path, ...(successCondition !== undefined && { successCondition }) });
    expect(outcome).toMatchObject({ phase: message === "" ? "Succeeded" : "Failed", message });
  });

  it("that get no answer fail in the words of Go's client", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/x`;
    const address = nobody.slice("http://".length, -2);
    expect(await run({ url: nobody })).toMatchObject({
      phase: "Failed",
      message: `Get "${nobody}": dial tcp ${address}: connect: connection refused`,
    });
    expect((await run({ url: `${url}/slow`, timeoutSeconds: 1 })).message).toBe(`Get "${url}/slow": context deadline exceeded`);
    const stop = new AbortController();
    setTimeout(() => stop.abort({ message: "Step exceeded its deadline" }), 100);
    expect((await run({ url: `${url}/slow` }, { stop: stop.signal })).message).toBe("Step exceeded its deadline");
  });
});

describe("data templates", () => {
  it("list the keys below a prefix and put them through expressions", async () => {
    const at = playground();
    for (const key of ["in/b.csv", "in/deep/a.csv", "in/c.txt", "other/d.csv"])
      await at.options.store.save(key, async (path) => writeFileSync(path, key));
    const transformation = [{ expression: "filter(data, {# endsWith '.csv'})" }, { expression: "map(data, {'x/' + #})" }];
    const data = { source: { artifactPaths: { name: "all", s3: { key: "in" } } }, transformation };
    const outcome = await agentPods(at.options).run(podOf({ data }, at));
    expect(outcome).toEqual({
      phase: "Succeeded",
      message: "",
      outputs: { result: '["x/in/b.csv","x/in/deep/a.csv"]', exitCode: "0" },
    });
    const broken = await agentPods(at.options).run(podOf({ data: { ...data, transformation: [{ expression: "data +" }] } }, at));
    expect(broken).toMatchObject({
      phase: "Failed",
      message: expect.stringMatching(/^main: Error \(exit code 64\): unexpected token EOF/),
    });
  });
});

describe("a runner for every template", () => {
  const named = (name: string): PodRunner => ({
    refusal: async () => ({ why: name, isOurs: false }),
    run: async () => ({ phase: "Succeeded", message: name, outputs: {} }),
    end: async () => undefined,
  });
  const own = "here/x:c-0123456789abcdef";

  it.each<[Template, string]>([
    [{ container: { image: own } }, "process"],
    [{ container: { image: "busybox" } }, "foreign"],
    [{ container: { image: own }, sidecars: [{ name: "s", image: "proxy" }] }, "foreign"],
    [{ script: { image: "python", source: "" } }, "foreign"],
    [{ containerSet: { containers: [{ name: "a", image: own }] } }, "foreign"],
    [{ http: { url: "x" } }, "agent"],
    [{ data: { source: {}, transformation: [] } }, "agent"],
    [{ resource: { action: "get" } }, "resource"],
    [{ plugin: {} }, "agent"],
  ])("%j goes to %s", async (template, name) => {
    const pods = podsByTemplate({
      process: named("process"),
      agent: named("agent"),
      resource: named("resource"),
      foreign: named("foreign"),
    });
    expect(await pods.refusal(template)).toMatchObject({ why: name });
  });

  it("refuses what nothing here can run, and says what could", async () => {
    const pods = podsByTemplate({ process: named("process"), agent: agentPods(playground().options) });
    const why = async (template: Template) => (await pods.refusal(template))?.why;
    expect(await pods.refusal({ container: { image: "busybox" } })).toEqual({
      why: 'its image "busybox" is none of Pipewright\'s',
      isOurs: false,
      wantsExecutor: true,
    });
    expect(await why({ resource: { action: "create" } })).toBe(
      "it wants to create an object of Kubernetes, and no cluster was named",
    );
    expect(await why({ plugin: { slack: {} } })).toMatch(/^its plugin "slack" is a sidecar of the agent's pod/);
    expect(await why({ http: { url: "x" } })).toBeUndefined();
    const foreign: PodRunner = { ...named("foreign"), refusal: async () => undefined };
    const small = podsByTemplate({
      process: named("process"),
      agent: named("agent"),
      foreign,
      machine: { cpu: 1, memory: 1, gpus: 0 },
    });
    const wantsGpu: Template = { container: { image: "cuda", resources: { limits: { "nvidia.com/gpu": 1 } } } };
    expect((await small.refusal(wantsGpu))?.why).toBe("it asks for 1 GPU, and this machine has none");
  });
});
