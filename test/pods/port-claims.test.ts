import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import type { Container, Template } from "../../compiler/argo/model.generated.ts";
import { hostPods } from "../../runner/pods/host/host-pods.ts";
import type { Pod, PodOutcome } from "../../runner/pods/pod.ts";
import { PortClaims } from "../../runner/pods/port-claims.ts";
import { playground, podOf } from "./helpers/play-pods.ts";
import { freePort } from "./helpers/s3-server.ts";

const fine: PodOutcome = { phase: "Succeeded", message: "", outputs: {} };
const wayOut =
  "On a cluster each pod has an address of its own, here they share this machine's: give one of them another port, or run them with --executor container";

const daemon = (container: Partial<Container>): Template => ({ daemon: true, container: { image: "server", ...container } });
const probing = (port: number | string, own: Partial<Container> = {}): Template =>
  daemon({ readinessProbe: { tcpSocket: { port } }, ...own });

/** Work that goes on until it is let go. */
function held() {
  const [over, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const work = async (): Promise<PodOutcome> => {
    begun.resolve();
    await over.promise;
    return fine;
  };
  return { letGo: over.resolve, begun: begun.promise, work };
}

describe("two daemons that listen on one port of this machine", () => {
  const named = (node: string, template: Template, own: Partial<Pod> = {}) => podOf(template, playground(), { node, ...own });

  it("are told: the second one does not begin, as its probe would be answered by the first", async () => {
    const port = await freePort();
    const claims = new PortClaims();
    const first = held();
    const running = claims.run(named("w.first", probing(port)), first.work);
    await first.begun;
    const begin = async (): Promise<PodOutcome> => expect.fail("it has begun");
    const byName = probing("http", { ports: [{ name: "http", containerPort: port }] });
    for (const template of [probing(port), byName, daemon({ readinessProbe: { httpGet: { port } } })])
      expect(await claims.run(named("w.second", template), begin)).toEqual({
        phase: "Error",
        message: `port ${port} is taken: step "w.first" listens there. ${wayOut}`,
        outputs: {},
      });
    first.letGo();
    expect(await running).toEqual(fine);
    expect(await claims.run(named("w.third", probing(port)), async () => fine)).toEqual(fine);
  });

  it("begin both when they begin at once on other ports, or say nothing of a port, or ask another host", async () => {
    const [port, other] = [await freePort(), await freePort()];
    const claims = new PortClaims();
    const first = held();
    const templates = [
      probing(port),
      probing(other),
      daemon({}),
      daemon({ ports: [{ containerPort: port }] }), // a port that is only named may be nobody's
      daemon({ readinessProbe: { tcpSocket: { host: "db.example.org", port } } }),
      { container: { image: "client", readinessProbe: { tcpSocket: { port } } } },
    ];
    const all = templates.map((template, index) => claims.run(named(`w.${index}`, template), first.work));
    first.letGo();
    expect(await Promise.all(all)).toEqual(templates.map(() => fine));
    const twice = held();
    const both = [1, 2].map((index) => claims.run(named(`w.${index}`, probing(port)), twice.work));
    expect((await Promise.race(both)).message).toMatch(/^port \d+ is taken: step "w\.[12]" listens there/);
    twice.letGo();
    await Promise.all(both);
  });

  it("follow one another: who is being stopped is waited for", async () => {
    const port = await freePort();
    const claims = new PortClaims();
    const first = held();
    const stop = new AbortController();
    const order: string[] = [];
    const running = claims.run(named("w.first", probing(port), { stop: stop.signal }), async () => {
      const outcome = await first.work();
      order.push("first ended");
      return outcome;
    });
    await first.begun;
    stop.abort({ message: "" });
    const second = claims.run(named("w.second", probing(port)), async () => {
      order.push("second began");
      return fine;
    });
    await new Promise((done) => setTimeout(done, 50));
    expect(order).toEqual([]);
    first.letGo();
    expect([await running, await second]).toEqual([fine, fine]);
    expect(order).toEqual(["first ended", "second began"]);
  });

  it("hear of a program that is none of the run's", async () => {
    const server = createServer();
    const port = await new Promise<number>((done) => {
      server.listen(0, "127.0.0.1", () => done((server.address() as { readonly port: number }).port));
    });
    const { message } = await new PortClaims().run(named("w.a", probing(port)), async () => fine);
    expect(message).toBe(`port ${port} is taken: another program of this machine listens there. ${wayOut}`);
    server.close();
  });

  it("say who has the port when their own program finds it taken", async () => {
    const port = await freePort();
    const { folder, options } = playground();
    const pods = hostPods({ ...options, sandbox: { works: false, why: "the test wants none" } });
    const serve = `require("net").createServer().listen(${port}, "127.0.0.1", () => console.log("up"))`;
    const spec = (own: Partial<Container>): Container => ({ image: "node", command: [process.execPath, "-e", serve], ...own });
    const stop = new AbortController();
    const up = Promise.withResolvers<void>();
    const events = {
      onStart: () => undefined,
      onReady: () => undefined,
      onProgress: () => undefined,
      onLine: () => up.resolve(),
    };
    const first = pods.run(
      podOf(
        daemon(spec({ ports: [{ containerPort: port }] })),
        { folder, options },
        { node: "w.first", stop: stop.signal, events },
      ),
    );
    await up.promise;
    const second = await pods.run(podOf(daemon(spec({})), { folder, options }));
    expect(second).toMatchObject({
      phase: "Failed",
      message: `main: Error (exit code 1): port ${port} is taken: step "w.first" listens there. ${wayOut}`,
    });
    stop.abort({ message: "", graceSeconds: 1 });
    await first;
    await pods.end();
  });
});
