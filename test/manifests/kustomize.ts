import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";

/** An object of Kubernetes, whatever its kind. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** Why kustomize can't be had; it comes with kubectl. */
export const kustomizeMissing: string | undefined =
  spawnSync("kubectl", ["kustomize", "--help"]).status === 0 ? undefined : "kubectl is not installed";

/** What a folder with a kustomization.yaml builds. @throws with kustomize's own words */
export const kustomize = (folder: string): readonly KubeObject[] =>
  parseAllDocuments(execFileSync("kubectl", ["kustomize", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })).map(
    (one) => one.toJS() as KubeObject,
  );

export const manifestsFolder = join(import.meta.dirname, "../../manifests");

/** Every folder below one that kustomize can build, relative to it. */
export const kustomizations = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("kustomization.yaml"))
    .map((file) => dirname(file))
    .sort();
