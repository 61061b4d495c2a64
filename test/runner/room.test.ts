import { describe, expect, it } from "vitest";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { type Room, roomFor } from "../../runner/run/room.ts";

const machine = { cpu: 4, memory: 8e9, gpus: 1 };
const never = new AbortController().signal;

const asking = (requests: Readonly<Record<string, string>>): Template => ({
  name: "step",
  container: { image: "a", resources: { requests } },
});

/** Pods that a test ends. */
class Pods {
  readonly running: string[] = [];
  readonly #room: Room;
  readonly #ends = new Map<string, () => void>();

  constructor(room: Room) {
    this.#room = room;
  }

  start(name: string, requests: Readonly<Record<string, string>> = {}, signal = never): Promise<void> {
    return this.#room.use(asking(requests), signal, async () => {
      this.running.push(name);
      if (!signal.aborted) await new Promise<void>((end) => this.#ends.set(name, end));
    });
  }

  async end(name: string): Promise<void> {
    this.running.splice(this.running.indexOf(name), 1);
    this.#ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("there is room", () => {
  it("for so many pods, in the order in which they came", async () => {
    const pods = new Pods(roomFor(2));
    for (const name of ["a", "b", "c", "d"]) void pods.start(name);
    expect(pods.running).toEqual(["a", "b"]);
    await pods.end("b");
    expect(pods.running).toEqual(["a", "c"]);
    await pods.end("a");
    expect(pods.running).toEqual(["c", "d"]);
  });

  it("for what they ask of processors and memory; a smaller one goes where a larger one has to wait", async () => {
    const pods = new Pods(roomFor(10, machine));
    void pods.start("three", { cpu: "3" });
    void pods.start("two", { cpu: "2" });
    void pods.start("half", { cpu: "500m", memory: "6Gi" });
    void pods.start("memory", { memory: "4Gi" });
    void pods.start("nothing");
    expect(pods.running).toEqual(["three", "half", "nothing"]);
    await pods.end("half");
    expect(pods.running).toEqual(["three", "nothing", "memory"]);
    await pods.end("three");
    expect(pods.running).toEqual(["nothing", "memory", "two"]);
  });

  it("for one that asks for more than there is, alone", async () => {
    const pods = new Pods(roomFor(10, machine));
    void pods.start("small", { cpu: "1" });
    void pods.start("huge", { cpu: "64" });
    expect(pods.running).toEqual(["small"]);
    await pods.end("small");
    expect(pods.running).toEqual(["huge"]);
    void pods.start("next", { cpu: "1" });
    expect(pods.running).toEqual(["huge"]);
    await pods.end("huge");
    expect(pods.running).toEqual(["next"]);
  });

  it("for one pod on a device, and for all where there is none", async () => {
    const gpu = { "nvidia.com/gpu": "1" };
    const pods = new Pods(roomFor(10, machine));
    void pods.start("a", gpu);
    void pods.start("b", gpu);
    expect(pods.running).toEqual(["a"]);
    const without = new Pods(roomFor(10, { ...machine, gpus: 0 }));
    void without.start("a", gpu);
    void without.start("b", gpu);
    expect(without.running).toEqual(["a", "b"]);
  });

  it("at once for one that is not wanted any more, and it takes none", async () => {
    const pods = new Pods(roomFor(1));
    const stop = new AbortController();
    void pods.start("a");
    const waiting = pods.start("b", {}, stop.signal);
    void pods.start("c");
    stop.abort();
    await waiting;
    expect(pods.running).toEqual(["a", "b"]);
    await pods.end("a");
    expect(pods.running).toEqual(["b", "c"]);
  });
});
