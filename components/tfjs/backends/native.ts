import { createRequire } from "node:module";
import { loadTensorflow } from "../tensorflow.ts";
import type { Backend, BackendCandidate } from "./backend.ts";
import { importOptional } from "./import-optional.ts";

/** What we use of @tensorflow/tfjs-node and @tensorflow/tfjs-node-gpu; importing either registers the backend "tensorflow". */
interface NativeTfjs {
  readonly ready: () => Promise<void>;
  readonly version: Readonly<Record<string, string>>;
}

/** libtensorflow through a native addon, on the GPU where CUDA and its libraries are there, else on the CPU. */
export function nativeBackend(name: "tfjs-node-gpu" | "tfjs-node"): BackendCandidate {
  return { name, open: () => open(name) };
}

async function open(name: "tfjs-node-gpu" | "tfjs-node"): Promise<Backend | string> {
  restoreUtil();
  // Else TensorFlow takes nearly all memory of the GPU at once.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true";
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "1";
  const native = await importOptional<NativeTfjs>(`@tensorflow/${name}`);
  if (typeof native === "string") return native;
  const { core, layers } = await loadTensorflow();
  if (!(await core.setBackend("tensorflow"))) return "installed, but its backend does not start";
  const { isUsingGpuDevice } = core.backend() as { readonly isUsingGpuDevice?: boolean };
  const usesGpu = isUsingGpuDevice === true;
  const detail = `libtensorflow on the ${usesGpu ? "GPU" : "CPU"}`;
  return { core, layers, name, usesGpu, detail, close: () => {} };
}

/** Functions that tfjs-node 4.22 still calls: Node 23 took the first away and warns of the second. */
function restoreUtil(): void {
  const util = createRequire(import.meta.url)("node:util") as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}
