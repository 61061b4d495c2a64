import type { Profile } from "../../dsl/profile.ts";
import { anyGpu, commonDevices, discoveredFacts, discoveredKinds, otherVendors } from "./nvidia.ts";

/** A profile with every part in place. */
export type FullProfile = Profile & Required<Pick<Profile, "kinds" | "devices" | "gpu" | "vendors" | "gpus" | "queues">>;

/** What holds anywhere: NVIDIA's device plugin and its GPU feature discovery. */
export const generic: FullProfile = {
  kind: "profile",
  name: "generic",
  gpu: anyGpu,
  kinds: discoveredKinds,
  vendors: otherVendors,
  gpus: discoveredFacts,
  devices: commonDevices,
  queues: "kueue",
};

/** A cluster in containers on one machine, as on a laptop or in a test: its nodes have no labels of a cloud. */
export const kind: FullProfile = { ...generic, name: "kind" };

/** Red Hat's, with the NVIDIA GPU operator: the same labels; machines of the cloud have none that says spot. */
export const openshift: FullProfile = { ...generic, name: "openshift" };
