import { isFileRef } from "../file.ts";
import type { ContainerSpec } from "../foreign/container.ts";
import type { ContainerSetSpec, SetContainerSpec } from "../foreign/container-set.ts";
import type { HttpSpec } from "../foreign/http.ts";
import type { JobSetSpec, JobSetWorkers, WorkersTopology } from "../foreign/job-set.ts";
import type { RawSpec } from "../foreign/raw.ts";
import type { ResourceSpec } from "../foreign/resource.ts";
import type { ScriptSpec } from "../foreign/script.ts";
import type { TemplateRefSpec } from "../foreign/template-ref.ts";
import { fieldTerms, responseCondition } from "./condition-shapes.ts";
import { artifactType, inputs, schema } from "./contract-shapes.ts";
import { object, optional } from "./object-shape.ts";
import { anything, choice, isObject, list, number, oneOf, plain, record, type Shape, text, truth } from "./shape.ts";
import { duration, envSource, secretKey, security, texts } from "./value-shapes.ts";

/** What every step promises. */
const contract = {
  name: text,
  description: optional(text),
  params: optional(record(schema, "an object of schemas of zod")),
  outputs: optional(record(oneOf(schema, artifactType), "an object of schemas and types of artifacts")),
};

const ofProgram = {
  image: text,
  command: texts,
  args: optional(texts),
  env: optional(record(oneOf(text, envSource), "an object of variables")),
  workingDir: optional(text),
  security: optional(security),
};

/** `"stdout"`, a path, or one of them as JSON. */
const programOutputs: Shape = record(
  oneOf(text, object<{ from: string; as: "json" }>("{ from, as }", { from: text, as: choice("json") })),
  "an object of places by output",
);

export const containerShape: Shape = object<ContainerSpec<{}, {}, {}>>("an object such as { name, image, command }", {
  ...contract,
  ...ofProgram,
  inputs: optional(inputs),
  outputsFrom: optional(programOutputs),
});

const { args: _args, ...ofScript } = ofProgram;
export const scriptShape: Shape = object<ScriptSpec<{}, {}, {}>>("an object such as { name, image, command, source }", {
  ...contract,
  ...ofScript,
  inputs: optional(inputs),
  source: oneOf(text, plain("file(path)", isFileRef)),
  outputsFrom: optional(programOutputs),
});

const member = object<SetContainerSpec<{}, {}, {}>>("{ image, command }", { ...ofProgram, after: optional(texts) });
export const containerSetShape: Shape = object<ContainerSetSpec<{}, {}, {}>>("an object such as { name, containers }", {
  ...contract,
  inputs: optional(inputs),
  containers: record(member, "an object of containers by name"),
  shared: optional(texts),
  retries: optional(number),
  outputsFrom: optional(programOutputs),
});

const objectOutput = oneOf(
  object<{ jsonPath: string; as?: "json" }>("{ jsonPath }", { jsonPath: text, as: optional(choice("json")) }),
  object<{ jq: string; as?: "json" }>("{ jq }", { jq: text, as: optional(choice("json")) }),
);
export const resourceShape: Shape = object<ResourceSpec<{}, {}>>("an object such as { name, action, manifest }", {
  ...contract,
  action: choice("get", "create", "apply", "patch", "replace", "delete"),
  manifest: oneOf(text, plain("an object", isObject), list(anything, "a list of changes")),
  mergeStrategy: optional(choice("strategic", "merge", "json")),
  setOwnerReference: optional(truth),
  flags: optional(texts),
  success: optional(fieldTerms),
  failure: optional(fieldTerms),
  outputsFrom: optional(record(objectOutput, "an object of places by output")),
});

export const jobSetShape: Shape = object<Omit<JobSetSpec<{}>, "workers"> & { readonly workers: JobSetWorkers }>(
  "an object such as { name, workers }",
  {
    name: text,
    description: optional(text),
    params: contract.params,
    workers: object<JobSetWorkers>("an object such as { count, image, command }", {
      count: oneOf(number, text),
      image: text,
      command: texts,
      args: optional(texts),
      env: optional(record(text, "an object of texts")),
    }),
    restarts: optional(number),
    topology: optional(object<WorkersTopology>("{ within }", { within: text, required: optional(truth) })),
  },
);

export const httpShape: Shape = object<HttpSpec<{}, {}>>("an object such as { name, url }", {
  ...contract,
  method: optional(choice("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")),
  url: text,
  headers: optional(record(oneOf(text, secretKey), "an object of headers")),
  body: optional(anything),
  timeout: optional(duration),
  insecureSkipVerify: optional(truth),
  success: optional(responseCondition),
});

const templateOutputs: Shape = record(
  oneOf(text, object<{ from: string; as: "json" }>("{ from, as }", { from: text, as: choice("json") })),
  "an object of output parameters by output",
);

export const templateRefShape: Shape = object<TemplateRefSpec<{}, {}, {}>>(
  "an object such as { name, workflowTemplate, template }",
  {
    ...contract,
    inputs: optional(inputs),
    workflowTemplate: text,
    template: text,
    clusterScope: optional(truth),
    runs: optional(choice("program", "something-else")),
    arguments: optional(record(text, "an object of texts")),
    outputsFrom: optional(templateOutputs),
  },
);

export const rawShape: Shape = object<RawSpec<{}, {}, {}>>("an object such as { name, template }", {
  ...contract,
  inputs: optional(inputs),
  template: plain("a template of Argo", isObject),
  outputsFrom: optional(templateOutputs),
});
