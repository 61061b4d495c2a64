import { aks } from "./aks.ts";
import { eksAuto, eksKarpenter, eksNodegroup } from "./eks.ts";
import { type FullProfile, generic, kind, openshift } from "./generic.ts";
import { gke } from "./gke.ts";

export type { FullProfile } from "./generic.ts";

/** The clusters that Pipewright knows. */
export const profiles: Readonly<Record<string, FullProfile>> = {
  generic,
  kind,
  gke,
  "eks-karpenter": eksKarpenter,
  "eks-auto": eksAuto,
  "eks-nodegroup": eksNodegroup,
  aks,
  openshift,
};

/** What is compiled for when nobody says. */
export const defaultProfile: FullProfile = generic;
