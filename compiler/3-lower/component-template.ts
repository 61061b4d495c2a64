import type { ArtifactType } from "../../dsl/artifact.ts";
import { durationSeconds } from "../../dsl/duration.ts";
import type { Resources } from "../../dsl/resources.ts";
import type {
  Artifact,
  Container,
  EnvVar,
  Parameter,
  RetryStrategy,
  SecurityContext,
  Template,
} from "../argo/model.generated.ts";
import type { PlanTask } from "../plan/plan.ts";
import { lowerRetry } from "./retry.ts";

/** Where the harness of every image finds inputs and puts outputs; containers/entrypoint/layout.ts says the same. */
const inputsFolder = "/pipewright/in";
const outputsFolder = "/pipewright/out";

/** The program of every image. */
const command = ["node", "/app/main.mjs"] as const;

/** What Pod Security "restricted" wants of a container. */
export const restricted: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};

/** The inputs of a template that say where an output artifact of a loop is kept, by output. */
export const keyParameter = (output: string): string => `key-${output}`;

/** The output parameter that carries the content digest of an artifact. */
export const digestParameter = (output: string): string => `digest-${output}`;

/** A component as a container template. `keys` are the outputs whose place in the artifact repository the task says. */
export function componentTemplate(task: PlanTask, image: string, keys: readonly string[]): Omit<Template, "name"> {
  const { spec } = task.component;
  const given = Object.keys(task.args).filter((name) => Object.hasOwn(spec.params ?? {}, name));
  const { resources, retry, timeout, displayName } = task.options;
  return {
    ...(displayName !== undefined && { annotations: { "workflows.argoproj.io/display-name": displayName } }),
    metadata: { labels: { "pipewright.dev/component": spec.name } },
    ...inputs(given, Object.keys(spec.inputs ?? {}), keys),
    ...outputs(spec.outputs ?? {}, keys),
    ...(retry !== undefined && { retryStrategy: lowerRetry(retry) satisfies RetryStrategy }),
    ...(timeout !== undefined && { activeDeadlineSeconds: Math.ceil(durationSeconds(timeout)!) }),
    ...(resources?.gpu && { tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }] }),
    container: {
      image,
      command,
      ...environment(task, given),
      ...(resources && { resources: lowerResources(resources) }),
      securityContext: restricted,
      volumeMounts: [
        { name: "tmp", mountPath: "/tmp" },
        { name: "out", mountPath: outputsFolder },
      ],
    },
  };
}

function inputs(params: readonly string[], artifacts: readonly string[], keys: readonly string[]): Pick<Template, "inputs"> {
  const parameters = [...params, ...keys.map(keyParameter)].map((name) => ({ name }));
  if (parameters.length === 0 && artifacts.length === 0) return {};
  return {
    inputs: {
      ...(parameters.length > 0 && { parameters }),
      ...(artifacts.length > 0 && { artifacts: artifacts.map((name) => ({ name, path: `${inputsFolder}/${name}` })) }),
    },
  };
}

function outputs(declared: Readonly<Record<string, object>>, keys: readonly string[]): Pick<Template, "outputs"> {
  const isArtifact = (type: object) => (type as Partial<ArtifactType>).kind === "artifact-type";
  const artifacts = Object.keys(declared).filter((name) => isArtifact(declared[name]!));
  const values = Object.keys(declared).filter((name) => !isArtifact(declared[name]!));
  const parameters: Parameter[] = [
    ...values.map((name) => ({ name, valueFrom: { path: `${outputsFolder}/parameters/${name}` } })),
    ...artifacts.map((name) => ({ name: digestParameter(name), valueFrom: { path: `${outputsFolder}/digests/${name}` } })),
  ];
  if (parameters.length === 0) return {};
  const lowered: Artifact[] = artifacts.map((name) => ({
    name,
    path: `${outputsFolder}/artifacts/${name}`,
    archive: { none: {} },
    ...(keys.includes(name) && { s3: { key: `{{inputs.parameters.${keyParameter(name)}}}` } }),
  }));
  return { outputs: { parameters, ...(lowered.length > 0 && { artifacts: lowered }) } };
}

function environment(task: PlanTask, params: readonly string[]): Pick<Container, "env"> {
  const own = task.options.env ?? {};
  const env: EnvVar[] = [
    ...params.map((name) => ({ name: `PIPEWRIGHT_PARAM_${name}`, value: `{{inputs.parameters.${name}}}` })),
    ...(task.options.resources?.gpu ? gpuEnvironment : []).filter(({ name }) => !Object.hasOwn(own, name)),
    ...Object.entries(own).map(([name, value]) => ({ name, value: literal(value) })),
  ];
  return env.length === 0 ? {} : { env };
}

/** TensorFlow takes a whole GPU's memory at once unless told; the trainer refuses to go on without the GPU that was asked for. */
const gpuEnvironment: readonly EnvVar[] = [
  { name: "TF_FORCE_GPU_ALLOW_GROWTH", value: "true" },
  { name: "PIPEWRIGHT_REQUIRE_GPU", value: "1" },
];

/** Kubernetes expands `$(NAME)` in values, and a doubled `$` is one. */
const literal = (text: string): string => text.replaceAll("$", "$$$$");

function lowerResources({ cpu, memory, gpu }: Resources): NonNullable<Container["resources"]> {
  const requests = {
    ...(cpu !== undefined && { cpu: cpuQuantity(cpu) }),
    ...(memory && { memory: memoryQuantity(memory.bytes) }),
  };
  const limits = { ...(memory && { memory: memoryQuantity(memory.bytes) }), ...(gpu && { "nvidia.com/gpu": String(gpu.count) }) };
  return { ...(Object.keys(requests).length > 0 && { requests }), ...(Object.keys(limits).length > 0 && { limits }) };
}

const cpuQuantity = (cores: number): string => (Number.isInteger(cores) ? String(cores) : `${Math.ceil(cores * 1000)}m`);

function memoryQuantity(bytes: number): string {
  for (const [unit, size] of [
    ["Gi", 2 ** 30],
    ["Mi", 2 ** 20],
    ["Ki", 2 ** 10],
  ] as const) {
    if (bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return String(Math.ceil(bytes));
}
