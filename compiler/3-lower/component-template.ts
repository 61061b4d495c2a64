import type { ArtifactType } from "../../dsl/artifact.ts";
import type { TaskOptions } from "../../dsl/task-options.ts";
import type { Artifact, EnvVar, Parameter, Template } from "../argo/model.generated.ts";
import { goesByFile } from "../plan/by-file.ts";
import { isCached } from "../plan/is-cached.ts";
import type { PlanTask } from "../plan/plan.ts";
import { digestInput, digestParameter } from "./digest-names.ts";
import { lowerOutputOptions } from "./options/artifact-location.ts";
import { lowerCache } from "./options/cache.ts";
import { wiredEnvName } from "./options/env.ts";
import { gpuEnvironment } from "./options/gpu-environment.ts";
import { containerOptions, type OptionsContext, templateOptions, type WorkflowContext } from "./options/template-options.ts";

/** Where the harness of every image finds inputs and puts outputs; containers/entrypoint/layout.ts says the same. */
const inputsFolder = "/pipewright/in";
const outputsFolder = "/pipewright/out";

/** The program of every image. */
const command = ["node", "/app/main.mjs"] as const;

/** The inputs of a template that say where an output artifact of a loop is kept, by output. */
export const keyParameter = (output: string): string => `key-${output}`;

/** The input that carries the value of an environment variable. */
export const envInput = (variable: string): string => `env-${variable}`;

/** An image, and what it is laid upon. */
export interface ComponentImage {
  readonly image: string;
  readonly base?: string | undefined;
}

/** A component as a container template. `keys` are the outputs whose place in the artifact repository the task says. */
export function componentTemplate(
  task: PlanTask,
  { image, base = image }: ComponentImage,
  keys: readonly string[],
  workflow: WorkflowContext,
): Omit<Template, "name"> {
  const options = withoutWired(task);
  const { spec } = task.component;
  const given = Object.keys(task.args).filter((name) => Object.hasOwn(spec.params ?? {}, name));
  const artifacts = Object.keys(spec.inputs ?? {});
  const digests = isCached(task) ? artifacts.map(digestInput) : [];
  const variables = Object.keys(task.env);
  const known = [...given, ...variables.map(envInput), ...digests];
  const byFile = given.filter((name) => goesByFile(task.args[name]));
  const context: OptionsContext = { ...workflow, hasHarness: true };
  const { annotations, metadata, ...own } = templateOptions(options, context);
  return {
    ...(annotations && { annotations }),
    metadata: { ...metadata, labels: { ...metadata?.labels, "pipewright.dev/component": spec.name } },
    ...inputs([...known, ...keys.map(keyParameter)], artifacts, byFile),
    ...outputs(spec.outputs ?? {}, keys, options.outputs),
    ...lowerCache(options, { pipeline: workflow.pipeline, component: spec.name, image, inputs: known }),
    ...own,
    container: {
      image,
      command,
      ...containerOptions(options, context, {
        env: environment(
          given.filter((name) => !byFile.includes(name)),
          variables,
          options,
          base,
        ),
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "out", mountPath: outputsFolder },
        ],
      }),
    },
  };
}

/** A variable whose value is of the run has no other, whatever the defaults say. */
function withoutWired({ options, env: wired }: PlanTask): TaskOptions {
  if (options.env === undefined) return options;
  return { ...options, env: Object.fromEntries(Object.entries(options.env).filter(([name]) => !Object.hasOwn(wired, name))) };
}

function inputs(params: readonly string[], artifacts: readonly string[], byFile: readonly string[]): Pick<Template, "inputs"> {
  const parameters = params.map((name) => ({ name }));
  const lowered: Artifact[] = [
    ...artifacts.map((name) => ({ name, path: `${inputsFolder}/${name}` })),
    ...byFile.map((name) => ({
      name: fileInput(name),
      path: `${inputsFolder}/.params/${name}`,
      raw: { data: `{{inputs.parameters.${name}}}` },
    })),
  ];
  if (parameters.length === 0 && lowered.length === 0) return {};
  return { inputs: { ...(parameters.length > 0 && { parameters }), ...(lowered.length > 0 && { artifacts: lowered }) } };
}

/** The artifact that carries a long parameter; no input of the author's has a hyphen. */
const fileInput = (param: string): string => `param-${param}`;

function outputs(
  declared: Readonly<Record<string, object>>,
  keys: readonly string[],
  options: TaskOptions["outputs"] = {},
): Pick<Template, "outputs"> {
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
    ...lowerOutputOptions(Object.hasOwn(options, name) ? options[name] : undefined),
    ...(keys.includes(name) && { s3: { key: `{{inputs.parameters.${keyParameter(name)}}}` } }),
  }));
  return { outputs: { parameters, ...(lowered.length > 0 && { artifacts: lowered }) } };
}

function environment(
  params: readonly string[],
  variables: readonly string[],
  { resources }: TaskOptions,
  base: string,
): readonly EnvVar[] {
  return [
    ...params.map((name) => ({ name: `PIPEWRIGHT_PARAM_${name}`, value: `{{inputs.parameters.${name}}}` })),
    ...variables.map((name) => ({ name: wiredEnvName(name), value: `{{inputs.parameters.${envInput(name)}}}` })),
    ...gpuEnvironment(resources?.gpu, base),
  ];
}
