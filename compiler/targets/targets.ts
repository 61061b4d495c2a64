import { addedFields } from "./added-fields.ts";
import { behaviours } from "./behaviours.ts";
import { type AddedField, type ArgoVersion, argoVersions, type Behaviour, type Target, type TargetName } from "./target.ts";

/** Every Argo that manifests can be made for. */
export const targets: Readonly<Record<TargetName, Target>> = {
  "argo-4.1": target("argo-4.1", "4.1"),
  "argo-4.0": target("argo-4.0", "4.0"),
  "argo-3.7": target("argo-3.7", "3.7"),
};

export const defaultTarget: Target = targets["argo-4.1"];

function target(name: TargetName, version: ArgoVersion): Target {
  const isNewer = (other: ArgoVersion) => argoVersions.indexOf(other) > argoVersions.indexOf(version);
  const lacks = addedFields
    .filter(({ since }) => isNewer(since))
    .map((added): [string, AddedField] => [`${added.shape}.${added.field}`, added]);
  const others = Object.values<Behaviour>(behaviours).filter(({ from }) => from[version] !== `${version}.0`);
  return Object.freeze({ name, version, lacks: new Map(lacks), behaviours: Object.freeze(others) });
}
