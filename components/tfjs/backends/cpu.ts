import { loadTensorflow } from "../tensorflow.ts";
import type { Backend, BackendCandidate } from "./backend.ts";

/** Plain JavaScript: always works, three to four times slower than WebAssembly. */
export const cpuBackend: BackendCandidate = { name: "cpu", open };

async function open(): Promise<Backend | string> {
  const { core, layers } = await loadTensorflow();
  try {
    await import("@tensorflow/tfjs-backend-cpu");
  } catch (error) {
    return `does not load: ${(error as Error).message.split("\n")[0]}`;
  }
  if (!(await core.setBackend("cpu"))) return "installed, but its backend does not start";
  return { core, layers, name: "cpu", usesGpu: false, detail: "plain JavaScript, one thread", close: () => {} };
}
