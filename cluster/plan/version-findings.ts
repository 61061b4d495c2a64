import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { NeededPatch } from "../../compiler/targets/needed-patch.ts";
import type { Target } from "../../compiler/targets/target.ts";
import type { ArgoFacts } from "./argo-version.ts";

/** What a cluster's Argo has against a manifest that is made for a target. */
export function versionFindings(
  { crds, version, source }: ArgoFacts,
  { context, target, needed }: VersionWishes,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (crds === "minimal") findings.push(problem("argo-crds-minimal", { context }));
  if (version === undefined) return findings;
  const found = version.split(".").slice(0, 2).join(".");
  if (isOlder(found, target.version))
    findings.push(problem("argo-older-than-target", { context, found, target: target.version, source: source ?? "" }));
  else if (needed !== undefined && version.split(".").length === 3 && isOlder(version, needed.patch) && found === target.version)
    findings.push(problem("argo-patch-too-old", { context, found: version, needed: needed.patch }));
  return findings;
}

export interface VersionWishes {
  readonly context: string;
  readonly target: Target;
  readonly needed: NeededPatch | undefined;
}

/** `4.0.6` before `4.0.10` */
export function isOlder(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => text.split(".").map(Number));
  for (const [index, part] of left!.entries()) {
    const against = right![index] ?? 0;
    if (part !== against) return part < against;
  }
  return false;
}
