import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { loadTensorflow } from "../tensorflow.ts";
import type { Backend, BackendCandidate } from "./backend.ts";

const binary = "tfjs-backend-wasm-simd.wasm";

/** WebAssembly with SIMD: no native library, and for small nets as fast as one. In Node it has one thread. */
export const wasmBackend: BackendCandidate = { name: "wasm", open };

async function open(): Promise<Backend | string> {
  const folder = wasmFolder();
  if (folder === undefined) return `${binary} is neither beside the program nor in an installed @tensorflow/tfjs-backend-wasm`;
  const { core, layers } = await loadTensorflow();
  try {
    const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    if (core.engine().registry.wasm === undefined) setWasmPaths(folder + sep);
  } catch (error) {
    return `does not load: ${(error as Error).message.split("\n")[0]}`;
  }
  if (!(await core.setBackend("wasm")) || core.getBackend() !== "wasm") return "installed, but its backend does not start";
  return { core, layers, name: "wasm", usesGpu: false, detail: "WebAssembly with SIMD, one thread", close: () => {} };
}

/** Where the .wasm files lie: beside a bundled program, or in the installed package. */
function wasmFolder(): string | undefined {
  const beside = dirname(fileURLToPath(import.meta.url));
  if (existsSync(join(beside, binary))) return beside;
  try {
    return dirname(createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/dist/${binary}`));
  } catch {
    return undefined;
  }
}
