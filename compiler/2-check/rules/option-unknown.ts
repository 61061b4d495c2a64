import type { TaskOptions } from "../../../dsl/task-options.ts";
import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** An option is one that there is. The types say so too; programs without types have only this. */
export const optionUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    Object.keys(options)
      .filter((option) => !known.has(option))
      .map((option) => problem("option-unknown", { owner, option, suggestion: didYouMean(option, [...known]) }, { at })),
  );

/** A record, so that the type checker wants every option in it. */
const table: Readonly<Record<keyof TaskOptions, true>> = {
  annotations: true,
  archiveLogs: true,
  automountToken: true,
  cache: true,
  displayName: true,
  dns: true,
  env: true,
  envFrom: true,
  hostAliases: true,
  initContainers: true,
  labels: true,
  locks: true,
  metrics: true,
  mounts: true,
  nodeAffinity: true,
  nodeSelector: true,
  outputs: true,
  pendingTimeout: true,
  podAffinity: true,
  podSpecPatch: true,
  priorityClass: true,
  pull: true,
  resources: true,
  retry: true,
  runtimeClass: true,
  scheduler: true,
  security: true,
  serviceAccount: true,
  sidecars: true,
  terminationGrace: true,
  timeout: true,
  tolerations: true,
  topologySpread: true,
  volumes: true,
};
const known: ReadonlySet<string> = new Set(Object.keys(table));
