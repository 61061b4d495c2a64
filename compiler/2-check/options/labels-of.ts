import type { PipelineOptions } from "../../../dsl/pipeline-options.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import { mountEntries } from "./mounts-of.ts";

/** A key that has to be one of a label or an annotation, with the value of a label. */
export interface LabelUse {
  readonly option: string;
  readonly key: string;
  /** Absent where only the key has a form: an annotation, a label that merely has to be there. */
  readonly value?: string;
}

const pairs = (option: string, record: Readonly<Record<string, string>> | undefined): readonly LabelUse[] =>
  Object.entries(record ?? {}).map(([key, value]) => ({ option, key, value }));

const keys = (option: string, record: Readonly<Record<string, string>> | undefined): readonly LabelUse[] =>
  Object.keys(record ?? {}).map((key) => ({ option, key }));

/** Labels and annotations that options put on something. */
export const writtenLabels = ({ labels, annotations, ...rest }: TaskOptions | PipelineOptions): readonly LabelUse[] => [
  ...pairs("labels", labels),
  ...keys("annotations", annotations),
  ...Object.entries(("volumeClaims" in rest && rest.volumeClaims) || {}).flatMap(([name, claim]) => [
    ...pairs(`volumeClaims.${name}.labels`, claim.labels),
    ...keys(`volumeClaims.${name}.annotations`, claim.annotations),
  ]),
];

/** Every label and annotation of the options of tasks, those that it looks for on nodes and other pods too. */
export function labelsOf(options: TaskOptions): readonly LabelUse[] {
  const { nodeSelector, nodeAffinity, podAffinity, topologySpread, tolerations, queue, resources } = options;
  const topology = resources?.gpu?.wants.topology;
  const { name = undefined, priority = undefined } =
    typeof queue === "string" ? { name: queue } : queue === false ? {} : (queue ?? {});
  const required = nodeAffinity?.required ?? [];
  const terms = [...required.flat(), ...(nodeAffinity?.preferred ?? []).flatMap((one) => one.terms)];
  const pods = [...(podAffinity?.together ?? []), ...(podAffinity?.apart ?? [])];
  return [
    ...writtenLabels(options),
    ...(name === undefined ? [] : pairs("queue", { name, ...(priority !== undefined && { priority }) })),
    ...(topology === undefined ? [] : [{ option: "resources.gpu.topology", key: topology }]),
    ...pairs("nodeSelector", nodeSelector),
    ...terms.flatMap(({ key, values }): readonly LabelUse[] => [
      { option: "nodeAffinity", key },
      ...values.map((value) => ({ option: "nodeAffinity", key, value })),
    ]),
    ...pods.flatMap(({ labels, across }) => [
      ...pairs("podAffinity", labels),
      ...(across === undefined ? [] : [{ option: "podAffinity", key: across }]),
    ]),
    ...(topologySpread ?? []).flatMap(({ labels, across }) => [
      ...pairs("topologySpread", labels),
      { option: "topologySpread", key: across },
    ]),
    ...(tolerations ?? []).flatMap(({ key, value }) =>
      key === undefined ? [] : [{ option: "tolerations", key, ...(value !== undefined && { value }) }],
    ),
    ...mountEntries(options).flatMap(([path, mounted]) =>
      mounted.kind === "volume" && mounted.source === "ephemeral-claim" ? pairs(`mounts["${path}"]`, mounted.claim.labels) : [],
    ),
  ];
}
