import type { Gpu } from "../../../dsl/gpu.ts";
import type { EnvVar } from "../../argo/model.generated.ts";

/** Where CUDA keeps what the driver has compiled for a newer GPU: minutes of work, which the next pod can be spared. */
export const cudaCachePath = "/cuda-cache";

/** Whether a step computes on CUDA. */
export const isCuda = (gpu: Gpu | undefined): boolean =>
  gpu !== undefined && (gpu.wants.vendor === undefined || gpu.wants.vendor === "nvidia");

/** Which of its node's GPUs a container sees, where the container runtime is NVIDIA's. */
export const visibleDevices = "NVIDIA_VISIBLE_DEVICES";

/** Images that hold CUDA, by their names: NVIDIA's own, and those that say it. */
const cudaImage = /(^|\/)nvidia\/|^nvcr\.io\/|(^|[/:_.-])(cuda|cu1[1-9])\d*([:@_.-]|$)|gpu-cuda/;

/**
 * TensorFlow takes a whole GPU's memory at once unless told; the trainer refuses to go on without the GPU that was asked for. A step that
 * asks for none would see all GPUs of its node in an image with CUDA, and takes the memory of whoever they were given to.
 */
export function gpuEnvironment(gpu: Gpu | undefined, image: string): readonly EnvVar[] {
  if (gpu === undefined) return cudaImage.test(image) ? [{ name: visibleDevices, value: "void" }] : [];
  const required = { name: "PIPEWRIGHT_REQUIRE_GPU", value: "1" };
  if (!isCuda(gpu)) return [required];
  return [
    { name: "TF_FORCE_GPU_ALLOW_GROWTH", value: "true" },
    { name: "TF_CPP_MIN_LOG_LEVEL", value: "1" },
    required,
    { name: "CUDA_CACHE_PATH", value: cudaCachePath },
    { name: "CUDA_CACHE_MAXSIZE", value: String(4 * 2 ** 30) },
  ];
}
