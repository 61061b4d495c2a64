import type { Device, GpuFacts, Profile, SpotFacts } from "../profile.ts";
import { type Fields, object, optional } from "./object-shape.ts";
import { nodeTerms, tolerations } from "./scheduling-shapes.ts";
import { anything, choice, isObject, record, type Shape, text } from "./shape.ts";
import { size, textByKey, texts } from "./value-shapes.ts";
import { volume } from "./volume-shapes.ts";

const device: Shape = object<Device>("an object such as { resource }", {
  resource: text,
  tolerations: optional(tolerations),
  nodeSelector: optional(textByKey),
  nodeTerms: optional(nodeTerms),
  memory: optional(size),
});

const gpus: Shape = object<GpuFacts>("an object such as { memoryLabel }", {
  productLabel: optional(text),
  memoryLabel: optional(text),
  computeMajorLabel: optional(text),
  sliceLabel: optional(text),
  shared: optional(
    object<NonNullable<GpuFacts["shared"]>>("{ timeSlicing, mps }", {
      label: optional(text),
      timeSlicing: text,
      mps: text,
      resource: optional(text),
    }),
  ),
  runtimeClass: optional(text),
  cudaCache: optional(volume),
});

const fields: Fields<Omit<Profile, "kind">> = {
  name: text,
  base: optional(text),
  gpu: optional(device),
  kinds: optional(record(device, "an object of devices by kind")),
  vendors: optional(
    object<NonNullable<Profile["vendors"]>>("{ amd, intel }", { amd: optional(device), intel: optional(device) }),
  ),
  gpus: optional(gpus),
  spot: optional(object<SpotFacts>("{ label, value }", { label: text, value: text, tolerations: optional(tolerations) })),
  queues: optional(choice("kueue", "volcano", "kai")),
  devices: optional(texts),
  // judged with the pipeline's own
  defaults: optional(anything),
  options: optional(anything),
};

const made: Shape = object<Omit<Profile, "kind">>("profile({ name })", fields);

/** What `profile({ ... })` gives. */
export const profileShape: Shape = Object.freeze({
  ...made,
  takes: isObject,
  inside: (value: unknown, path: string) => {
    const { kind: _kind, ...given } = value as Profile;
    return made.inside(given, path);
  },
});
