import type { SecretKey } from "./secret.ts";

/** Something about the run that a key may hold. */
export interface RunField {
  readonly kind: "run-field";
  readonly field: "name" | "namespace" | "uid" | "pod" | "creation-date";
}

const runField = (field: RunField["field"]): RunField => Object.freeze({ kind: "run-field", field });

/** The run's own name in a key, so that runs don't overwrite one another. */
export const runName: RunField = runField("name");
/** The run's namespace in a key. */
export const runNamespace: RunField = runField("namespace");
/** The run's unique id in a key. */
export const runUid: RunField = runField("uid");
/** The pod's name in a key: another one for each try and each item of a loop. */
export const podName: RunField = runField("pod");
/** The day of the run in a key, as 2026-01-31. */
export const runDate: RunField = runField("creation-date");

/** A place in a store: text, or parts of which some are known when the run starts. */
export type Key = string | readonly (string | RunField)[];

/** Where an artifact is kept. What a bucket lacks comes from the cluster's artifact repository. */
export type ArtifactLocation = { readonly kind: "artifact-location" } & (
  | ({ readonly store: "s3"; readonly key: Key } & S3Options)
  | { readonly store: "gcs"; readonly key: Key; readonly bucket?: string; readonly serviceAccountKey?: SecretKey }
  | ({ readonly store: "azure"; readonly blob: Key } & AzureOptions)
  | ({ readonly store: "oss"; readonly key: Key } & OssOptions)
  | {
      readonly store: "hdfs";
      readonly path: Key;
      readonly addresses: readonly string[];
      readonly user?: string;
      readonly force?: boolean;
    }
  | { readonly store: "http"; readonly url: string; readonly headers?: Readonly<Record<string, string>>; readonly login?: Login }
  | ({ readonly store: "git"; readonly repo: string } & GitOptions)
  | { readonly store: "raw"; readonly data: string }
  | { readonly store: "artifactory"; readonly url: string; readonly login?: Login }
);

/** A user's name and password. */
export interface Login {
  readonly username: SecretKey;
  readonly password: SecretKey;
}

export interface S3Options {
  readonly bucket?: string;
  /** Host and port of another store than the repository's. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether the store is spoken to without TLS. */
  readonly insecure?: boolean;
  readonly accessKey?: SecretKey;
  readonly secretKey?: SecretKey;
  /** The pod's own identity instead of keys. */
  readonly useSdkCredentials?: boolean;
  readonly roleArn?: string;
}

export interface AzureOptions {
  readonly endpoint: string;
  readonly container: string;
  readonly accountKey?: SecretKey;
  readonly useSdkCredentials?: boolean;
}

export interface OssOptions {
  readonly bucket?: string;
  readonly endpoint?: string;
  readonly accessKey?: SecretKey;
  readonly secretKey?: SecretKey;
}

export interface GitOptions {
  readonly revision?: string;
  readonly branch?: string;
  /** How many commits of history come along. */
  readonly depth?: number;
  readonly login?: Login;
  readonly sshKey?: SecretKey;
}

const location = <L extends object>(given: L): L & { readonly kind: "artifact-location" } =>
  Object.freeze({ kind: "artifact-location" as const, ...given });

/** An object, or all objects under a prefix, of an S3 store: `s3("models/latest", { bucket: "ml" })`. */
export const s3 = (key: Key, options: S3Options = {}): ArtifactLocation => location({ store: "s3", key, ...options });
/** An object of Google Cloud Storage: `gcs(["runs/", runName, "/model"], { bucket: "ml" })`. */
export const gcs = (
  key: Key,
  options: { readonly bucket?: string; readonly serviceAccountKey?: SecretKey } = {},
): ArtifactLocation => location({ store: "gcs", key, ...options });
/** A blob of Azure: `azure("models/latest", { endpoint: "https://me.blob.core.windows.net", container: "ml" })`. */
export const azure = (blob: Key, options: AzureOptions): ArtifactLocation => location({ store: "azure", blob, ...options });
/** An object of Alibaba Cloud's store. */
export const oss = (key: Key, options: OssOptions = {}): ArtifactLocation => location({ store: "oss", key, ...options });
/** A file of Hadoop: `hdfs("/data/taxi.csv", { addresses: ["name-node:8020"], user: "etl" })`. */
export const hdfs = (
  path: Key,
  options: { readonly addresses: readonly string[]; readonly user?: string; readonly force?: boolean },
): ArtifactLocation => location({ store: "hdfs", path, ...options });
/** A file that a server gives: `webFile("https://example.org/taxi.csv")`. */
export const webFile = (
  url: string,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly login?: Login } = {},
): ArtifactLocation => location({ store: "http", url, ...options });
/** A working copy, to read only: `gitRepository("https://github.com/me/schemas.git", { revision: "v1.2" })`. */
export const gitRepository = (repo: string, options: GitOptions = {}): ArtifactLocation =>
  location({ store: "git", repo, ...options });
/** A file with this text, to read only. */
export const textFile = (data: string): ArtifactLocation => location({ store: "raw", data });
/** A file of JFrog Artifactory. */
export const artifactory = (url: string, options: { readonly login?: Login } = {}): ArtifactLocation =>
  location({ store: "artifactory", url, ...options });

/** How an output artifact is kept. */
export interface OutputOptions {
  /** Where; without it the cluster's artifact repository under a key of its own. */
  readonly location?: ArtifactLocation;
  /** As it is (default), as a tarball with a compression level from 0 to 9, or as a zip file. */
  readonly archive?: "none" | "tar" | "zip" | { readonly tar: number };
  /** When it is deleted; without it as the pipeline says. */
  readonly gc?: ArtifactGcStrategy;
}

/** When artifacts are deleted. */
export type ArtifactGcStrategy = "on-run-completion" | "on-run-deletion" | "never";
