import { describe, expect, it } from "vitest";
import type { Backend, BackendCandidate, BackendName } from "../../components/tfjs/backends/backend.ts";
import { cpuBackend } from "../../components/tfjs/backends/cpu.ts";
import { importOptional } from "../../components/tfjs/backends/import-optional.ts";
import { wasmBackend } from "../../components/tfjs/backends/wasm.ts";
import { openBackend } from "../../components/tfjs/open-backend.ts";
import { loadTensorflow } from "../../components/tfjs/tensorflow.ts";

const tensorflow = await loadTensorflow();
const closed: BackendName[] = [];

function candidate(name: BackendName, found: "missing" | "cpu" | "gpu"): BackendCandidate {
  const backend: Backend = {
    ...tensorflow,
    name,
    usesGpu: found === "gpu",
    detail: `a ${found}`,
    close: () => closed.push(name),
  };
  return { name, open: async () => (found === "missing" ? "not installed" : backend) };
}

function opener() {
  const logs: string[] = [];
  const log = { info: (line: string) => logs.push(line), warn: (line: string) => logs.push(line) };
  return { logs, log };
}

describe("the backend", () => {
  it("is the first that starts, with a line for each one passed over", async () => {
    const { logs, log } = opener();
    const candidates = [candidate("tfjs-node-gpu", "missing"), candidate("tfjs-node", "cpu"), candidate("wasm", "cpu")];
    expect((await openBackend({ device: "auto", log, env: {}, candidates })).name).toBe("tfjs-node");
    expect(logs).toEqual(["computing with tfjs-node (a cpu)", "passed over tfjs-node-gpu: not installed"]);
  });

  it("is a GPU or nothing when one is asked for: one that only computes on the CPU is closed and passed over", async () => {
    const { log } = opener();
    const candidates = [candidate("tfjs-node-gpu", "cpu"), candidate("webgpu", "gpu")];
    expect((await openBackend({ device: "gpu", log, env: {}, candidates })).name).toBe("webgpu");
    expect(closed).toContain("tfjs-node-gpu");
  });

  it.each([
    ["the author", "gpu", {}, 'device: "gpu"'],
    ["the cluster", "auto", { PIPEWRIGHT_REQUIRE_GPU: "1" }, "PIPEWRIGHT_REQUIRE_GPU=1"],
    ["the cluster, against the author's word,", "cpu", { PIPEWRIGHT_REQUIRE_GPU: "1" }, "PIPEWRIGHT_REQUIRE_GPU=1"],
  ] as const)("is refused when %s asks for a GPU and none is used", async (_, device, env, asked) => {
    const candidates = [candidate("tfjs-node-gpu", "cpu"), candidate("webgpu", "missing")];
    await expect(openBackend({ device, log: opener().log, env, candidates })).rejects.toMatchObject({
      code: "gpu-not-used",
      message: `Expected to compute on ${asked === 'device: "gpu"' ? asked : `a GPU that the step was given (${asked})`}; found\n  tfjs-node-gpu: a cpu, no GPU that it can use\n  webgpu: not installed`,
      help: expect.stringMatching(/GPU/),
    });
  });

  it("is refused with every reason when nothing starts", async () => {
    const candidates = [candidate("wasm", "missing"), candidate("cpu", "missing")];
    await expect(openBackend({ device: "auto", log: opener().log, env: {}, candidates })).rejects.toMatchObject({
      code: "no-backend",
      message: expect.stringContaining("  wasm: not installed\n  cpu: not installed"),
    });
  });

  it("that really is here computes, and is the current one", async () => {
    for (const real of [wasmBackend, cpuBackend]) {
      const backend = await real.open();
      if (typeof backend === "string") throw new Error(backend);
      expect(backend.core.getBackend()).toBe(real.name);
      expect(backend.core.tidy(() => backend.core.sum(backend.core.tensor1d([1, 2, 3])).dataSync()[0])).toBe(6);
    }
  });
});

describe("an optional package", () => {
  it("that is not there is a reason and no error", async () => {
    expect(await importOptional("@pipewright-test/no-such-package")).toBe("not installed");
  });
  it("that is there is its module", async () => {
    expect(await importOptional("node:path")).toMatchObject({ sep: expect.any(String) });
  });
});
