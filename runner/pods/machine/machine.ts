import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { promisify } from "node:util";

/** What there is to share among pods. */
export interface Machine {
  readonly cpu: number;
  readonly memory: number;
  readonly gpus: number;
}

/** The machine that this runs on. Its GPUs are those that NVIDIA's driver counts. */
export async function thisMachine(): Promise<Machine> {
  return { cpu: availableParallelism(), memory: totalmem(), gpus: await countGpus() };
}

async function countGpus(): Promise<number> {
  if (process.platform === "linux" && !existsSync("/proc/driver/nvidia") && !existsSync("/dev/nvidiactl")) return 0;
  const listed = await promisify(execFile)("nvidia-smi", ["--list-gpus"], { timeout: 10_000 }).catch(() => undefined);
  return (listed?.stdout ?? "").split("\n").filter((line) => line.startsWith("GPU ")).length;
}
