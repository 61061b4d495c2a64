import { loadTensorflow } from "../tensorflow.ts";
import type { Backend, BackendCandidate } from "./backend.ts";
import { importOptional } from "./import-optional.ts";

/** What we use of npm's `webgpu`, which is Dawn, the WebGPU of Chromium. */
interface Dawn {
  readonly create: (options: readonly string[]) => Gpu;
  readonly globals: Readonly<Record<string, unknown>>;
}

interface Gpu {
  readonly requestAdapter: (options: { readonly powerPreference: "high-performance" }) => Promise<Adapter | null>;
}

interface Adapter {
  readonly isFallbackAdapter?: boolean;
  readonly info: Readonly<Record<"vendor" | "architecture" | "device" | "description", string>> & {
    readonly isFallbackAdapter?: boolean;
  };
}

/**
 * WebGPU through Vulkan, Metal or Direct3D: any vendor's GPU, no CUDA.
 *
 * @param allowSoftware whether a GPU that is only imitated by the CPU will do; for tests, it is slower than any other backend
 */
export function webgpuBackend({ allowSoftware = false }: { readonly allowSoftware?: boolean } = {}): BackendCandidate {
  return { name: "webgpu", open: () => open(allowSoftware) };
}

async function open(allowSoftware: boolean): Promise<Backend | string> {
  const dawn = await importOptional<Dawn>("webgpu");
  if (typeof dawn === "string") return dawn === "not installed" ? 'the package "webgpu" is not installed' : dawn;
  const gpu = dawn.create([]);
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) return "no adapter: the machine has no GPU with a driver that WebGPU can use";
  const software = isSoftware(adapter);
  if (software && !allowSoftware) return `its only adapter is ${describe(adapter)}, a GPU imitated by the CPU`;

  // The backend looks for navigator.gpu and for WebGPU's constants while it is being imported.
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis.navigator, "gpu", { value: gpu, configurable: true });
  const close = () => void Reflect.deleteProperty(globalThis.navigator, "gpu");
  const { core, layers } = await loadTensorflow();
  const registered = await importOptional("@tensorflow/tfjs-backend-webgpu");
  const started = typeof registered !== "string" && (await core.setBackend("webgpu")) && core.getBackend() === "webgpu";
  if (started) return { core, layers, name: "webgpu", usesGpu: !software, detail: describe(adapter), close };
  close();
  if (registered === "not installed") return 'the package "@tensorflow/tfjs-backend-webgpu" is not installed';
  return typeof registered === "string" ? registered : "installed, but its backend does not start";
}

/** SwiftShader and llvmpipe say so in one of several places. */
function isSoftware({ isFallbackAdapter, info }: Adapter): boolean {
  const text = `${info.architecture} ${info.device} ${info.description}`;
  return isFallbackAdapter === true || info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|software/i.test(text);
}

function describe({ info }: Adapter): string {
  return info.description || [info.vendor, info.architecture].filter((part) => part !== "").join(" ") || "an unnamed adapter";
}
