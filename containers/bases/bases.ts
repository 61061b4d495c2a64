import type { Platform } from "../oci/image-store.ts";

/** What images can be laid upon. The name is that of a variant: `train+gpu-cuda` in images.lock.json. */
export type BaseName = "cpu" | "gpu-cuda" | "gpu-webgpu";

export interface BaseFacts {
  readonly name: BaseName;
  /** For people: what it is for. */
  readonly about: string;
  /** Where it is found when nobody says otherwise; undefined for one that nobody publishes, and that has to be built first. */
  readonly reference: string | undefined;
  readonly platforms: readonly Platform[];
  /**
   * Packages in its `/node_modules`, which Node finds from `/app` too, that have to be one copy in a process: an image on it does not lay them
   * again, and takes no other version.
   */
  readonly packages: Readonly<Record<string, string>>;
}

const tfjs = "4.22.0";

/** The bases that Pipewright knows; their Dockerfiles lie beside this file. */
export const bases: Readonly<Record<BaseName, BaseFacts>> = {
  cpu: {
    name: "cpu",
    about: "Node 24, glibc, libstdc++ and certificates, no shell",
    reference: "gcr.io/distroless/nodejs24-debian13:nonroot",
    platforms: ["linux/amd64", "linux/arm64"],
    packages: {},
  },
  "gpu-cuda": {
    name: "gpu-cuda",
    about: "CUDA 11.8, cuDNN 8 and TensorFlow.js' native library for NVIDIA's GPUs up to Hopper",
    reference: undefined,
    platforms: ["linux/amd64"],
    packages: {
      "@tensorflow/tfjs": tfjs,
      "@tensorflow/tfjs-backend-cpu": tfjs,
      "@tensorflow/tfjs-backend-webgl": tfjs,
      "@tensorflow/tfjs-converter": tfjs,
      "@tensorflow/tfjs-core": tfjs,
      "@tensorflow/tfjs-data": tfjs,
      "@tensorflow/tfjs-layers": tfjs,
      "@tensorflow/tfjs-node-gpu": tfjs,
    },
  },
  "gpu-webgpu": {
    name: "gpu-webgpu",
    about: "the Vulkan loader and Dawn, for GPUs of any maker",
    reference: undefined,
    platforms: ["linux/amd64", "linux/arm64"],
    packages: {
      "@tensorflow/tfjs-backend-cpu": tfjs,
      "@tensorflow/tfjs-backend-webgpu": tfjs,
      "@tensorflow/tfjs-core": tfjs,
      "@tensorflow/tfjs-layers": tfjs,
      webgpu: "0.6.2",
    },
  },
};

/** What is known of a base by its name; one of a person's own has no facts. */
export const baseNamed = (name: string): BaseFacts | undefined =>
  Object.hasOwn(bases, name) ? bases[name as BaseName] : undefined;
