import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { fits, gpuRefusal } from "../../runner/pods/machine/fits.ts";
import { thisMachine } from "../../runner/pods/machine/machine.ts";
import { type PodRequest, podRequest } from "../../runner/pods/machine/pod-request.ts";

const machine = { cpu: 4, memory: 8e9, gpus: 1 };
const ask = (cpu: number, memory = 0, gpus = 0): PodRequest => ({ cpu, memory, gpus });

describe("what a pod asks for", () => {
  it.each<[string, Template, PodRequest]>([
    ["nothing", { container: { image: "a" } }, ask(0)],
    [
      "its requests",
      { container: { image: "a", resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "2" } } } },
      ask(0.5, 2 ** 30),
    ],
    [
      "its limits without requests",
      { script: { image: "a", resources: { limits: { memory: "10M", "nvidia.com/gpu": 2 } } } },
      ask(0, 1e7, 2),
    ],
    [
      "the sum of what runs beside one another, and no less than an init container alone",
      {
        containerSet: {
          containers: [
            { name: "a", resources: { requests: { cpu: 1 } } },
            { name: "b", resources: { requests: { cpu: "1" } } },
          ],
        },
        sidecars: [{ name: "s", resources: { requests: { cpu: "500m" } } }],
        initContainers: [{ name: "i", resources: { requests: { cpu: 1, memory: "1k" } } }],
      },
      ask(2.5, 1000),
    ],
  ])("is %s", (_, template, request) => {
    expect(podRequest(template)).toEqual(request);
  });
});

describe("whether a pod fits on a machine", () => {
  it.each<[readonly PodRequest[], PodRequest, boolean]>([
    [[], ask(4, 8e9, 1), true],
    [[ask(3)], ask(1), true],
    [[ask(3)], ask(1.5), false],
    [[ask(1, 6e9)], ask(1, 3e9), false],
    [[ask(1, 0, 1)], ask(1, 0, 1), false],
    [[ask(4, 8e9)], ask(0), true],
    [[], ask(64), true],
    [[ask(64)], ask(1), false],
    [[ask(0, 1e9)], ask(64), true],
  ])("beside %j one that asks for %j: %s", (running, request, expected) => {
    expect(fits(machine, running, request)).toBe(expected);
  });

  it("can always be said of one that is alone, and only of one that is not more than the room left", () => {
    const request = fc.record({ cpu: fc.double({ min: 0, max: 8, noNaN: true }), memory: fc.nat(1e10), gpus: fc.nat(1) });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 4 }), request, (running, one) => {
        expect(fits(machine, [], one)).toBe(true);
        if (!fits(machine, running, one)) expect(running.length).toBeGreaterThan(0);
        const used = running.reduce((sum, { gpus }) => sum + gpus, 0);
        if (one.gpus > 0 && used > 0) expect(fits(machine, running, one)).toBe(false);
      }),
    );
  });

  it("GPUs that are not there are refused", () => {
    expect(gpuRefusal(machine, ask(0, 0, 1))).toBeUndefined();
    expect(gpuRefusal(machine, ask(0, 0, 2))).toBe("it asks for 2 GPUs, and this machine has 1");
    expect(gpuRefusal({ ...machine, gpus: 0 }, ask(0, 0, 1))).toBe("it asks for 1 GPU, and this machine has none");
  });

  it("this machine has cores and memory", async () => {
    const { cpu, memory, gpus } = await thisMachine();
    expect(cpu).toBeGreaterThan(0);
    expect(memory).toBeGreaterThan(2 ** 28);
    expect(gpus).toBeGreaterThanOrEqual(0);
  });
});
