import type { ArtifactLocation, Login, OutputOptions, RunField } from "../options/artifact-location.ts";
import { made, madeOneOf, object, optional } from "./object-shape.ts";
import { choice, list, number, oneOf, type Shape, text, truth } from "./shape.ts";
import { secretKey, textByKey, texts } from "./value-shapes.ts";

const runField = made<RunField>("run-field", "a part such as runName", {
  field: choice("name", "namespace", "uid", "pod", "creation-date"),
});
const key: Shape = oneOf(text, list(oneOf(text, runField), "a list of texts and parts such as runName"));
const login: Shape = object<Login>("{ username, password }", { username: secretKey, password: secretKey });
const ofKeys = { accessKey: optional(secretKey), secretKey: optional(secretKey) };

/** Where an artifact is kept. */
export const location: Shape = madeOneOf<"store", ArtifactLocation>("artifact-location", "a place such as s3(key)", "store", {
  s3: {
    key,
    ...ofKeys,
    bucket: optional(text),
    endpoint: optional(text),
    region: optional(text),
    insecure: optional(truth),
    useSdkCredentials: optional(truth),
    roleArn: optional(text),
  },
  gcs: { key, bucket: optional(text), serviceAccountKey: optional(secretKey) },
  azure: {
    blob: key,
    endpoint: text,
    container: text,
    accountKey: optional(secretKey),
    useSdkCredentials: optional(truth),
  },
  oss: { key, ...ofKeys, bucket: optional(text), endpoint: optional(text) },
  hdfs: { path: key, addresses: texts, user: optional(text), force: optional(truth) },
  http: { url: text, headers: optional(textByKey), login: optional(login) },
  git: {
    repo: text,
    revision: optional(text),
    branch: optional(text),
    depth: optional(number),
    login: optional(login),
    sshKey: optional(secretKey),
  },
  raw: { data: text },
  artifactory: { url: text, login: optional(login) },
});

export const gcStrategy: Shape = choice("on-run-completion", "on-run-deletion", "never");

/** How an output artifact is kept. */
export const outputOptions: Shape = object<OutputOptions>("an object such as { location }", {
  location: optional(location),
  archive: optional(oneOf(choice("none", "tar", "zip"), object<{ tar: number }>("{ tar: level }", { tar: number }))),
  gc: optional(gcStrategy),
});
