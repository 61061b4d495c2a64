import { InputError, type Logger } from "../../dsl/run-context.ts";
import type { Backend, BackendCandidate } from "./backends/backend.ts";
import { cpuBackend } from "./backends/cpu.ts";
import { nativeBackend } from "./backends/native.ts";
import { wasmBackend } from "./backends/wasm.ts";
import { webgpuBackend } from "./backends/webgpu.ts";

/** What may be computed with: whatever is best, a GPU or nothing, anything but a GPU. */
export type Device = "auto" | "gpu" | "cpu";

/** The best first. A small net trains as fast with WebAssembly as natively; see the README for numbers. */
const candidates: Readonly<Record<Device, readonly BackendCandidate[]>> = {
  auto: [nativeBackend("tfjs-node-gpu"), nativeBackend("tfjs-node"), webgpuBackend(), wasmBackend, cpuBackend],
  gpu: [nativeBackend("tfjs-node-gpu"), webgpuBackend()],
  cpu: [nativeBackend("tfjs-node"), wasmBackend, cpuBackend],
};

export interface BackendRequest {
  readonly device: Device;
  readonly log: Logger;
  /** The step's environment: PIPEWRIGHT_REQUIRE_GPU=1 says that it got a GPU and has to use it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** In place of the ones there are; for tests. */
  readonly candidates?: readonly BackendCandidate[];
}

/**
 * Starts the first backend that is really there, and says in the log why better ones were passed over.
 *
 * TensorFlow.js itself falls back to the CPU with a line in the log; here a GPU that was asked for is used, or the step fails before it has
 * read any data.
 *
 * @throws InputError `gpu-not-used` when a GPU was asked for and none would be used, `no-backend` when nothing starts
 * @example
 * const backend = await openBackend({ device: "auto", log });
 */
export async function openBackend({ device, log, env = process.env, candidates: given }: BackendRequest): Promise<Backend> {
  const required = device === "gpu" || env.PIPEWRIGHT_REQUIRE_GPU === "1";
  const passedOver: string[] = [];
  for (const candidate of given ?? candidates[required && device === "auto" ? "gpu" : device]) {
    const backend = await candidate.open();
    if (typeof backend === "string") passedOver.push(`${candidate.name}: ${backend}`);
    else if (required && !backend.usesGpu) {
      backend.close();
      passedOver.push(`${candidate.name}: ${backend.detail}, no GPU that it can use`);
    } else {
      log.info(`computing with ${backend.name} (${backend.detail})`);
      for (const reason of passedOver) log.info(`passed over ${reason}`);
      return backend;
    }
  }
  throw required ? gpuNotUsed(device, passedOver) : noBackend(passedOver);
}

function gpuNotUsed(device: Device, passedOver: readonly string[]): InputError {
  const asked = device === "gpu" ? 'device: "gpu"' : "a GPU that the step was given (PIPEWRIGHT_REQUIRE_GPU=1)";
  const help =
    device === "cpu"
      ? 'Leave out device: "cpu", or the GPU.'
      : 'Run the step in the GPU image on a node whose driver is there, install what is missing, or say device: "cpu".';
  return new InputError("gpu-not-used", `Expected to compute on ${asked}; found\n${lines(passedOver)}`, help);
}

function noBackend(passedOver: readonly string[]): InputError {
  return new InputError(
    "no-backend",
    `Nothing here can compute for TensorFlow.js; found\n${lines(passedOver)}`,
    "Install @tensorflow/tfjs-backend-wasm, or @tensorflow/tfjs-backend-cpu.",
  );
}

const lines = (reasons: readonly string[]): string => reasons.map((reason) => `  ${reason}`).join("\n");
