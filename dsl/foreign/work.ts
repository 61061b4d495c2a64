import type { FileRef } from "../file.ts";
import type { Json } from "../nodes/ref-node.ts";
import type { EnvSource } from "../options/env.ts";
import type { SecretKey } from "../options/secret.ts";
import type { SecurityOptions } from "../options/security.ts";

/** What a foreign step does, as data: text in it may hold marks of parameters (`marked-text.ts`). */
export type ForeignWork = ContainerWork | ScriptWork | ContainerSetWork | ResourceWork | HttpWork | TemplateRefWork | RawWork;

/** Text with marks where parameters belong. */
export type MarkedText = string;

/** A program in an image that Pipewright did not build. */
export interface Program {
  readonly image: string;
  readonly command: readonly MarkedText[];
  readonly args: readonly MarkedText[];
  readonly env: Readonly<Record<string, MarkedText | EnvSource>>;
  readonly workingDir?: string;
  /** What the image can't live without. */
  readonly security: SecurityOptions;
}

/** Where a foreign program leaves one value, and how its text is read. */
export interface OutputPlace {
  readonly from:
    | { readonly kind: "stdout" }
    | { readonly kind: "path"; readonly path: string }
    | { readonly kind: "json-path"; readonly path: string }
    | { readonly kind: "jq"; readonly filter: string }
    | { readonly kind: "parameter"; readonly name: string };
  /** `value`: as its schema says, plain text for texts; `json`: JSON, whatever the schema. */
  readonly as: "value" | "json";
}

/** The place of each output that is a value. */
export type OutputPlaces = Readonly<Record<string, OutputPlace>>;

/** The path of each output that is an artifact. */
export type ArtifactPaths = Readonly<Record<string, string>>;

export interface ContainerWork {
  readonly kind: "container";
  readonly program: Program;
  readonly places: OutputPlaces;
  readonly paths: ArtifactPaths;
}

export interface ScriptWork {
  readonly kind: "script";
  readonly program: Program;
  readonly source: string | FileRef;
  readonly places: OutputPlaces;
  readonly paths: ArtifactPaths;
}

/** One container of a set. */
export interface SetMember extends Program {
  readonly name: string;
  readonly after: readonly string[];
}

export interface ContainerSetWork {
  readonly kind: "container-set";
  readonly members: readonly SetMember[];
  /** Folders that all containers share, empty at first. */
  readonly shared: readonly string[];
  /** How often a failed process is started again. */
  readonly retries?: number;
  readonly places: OutputPlaces;
  readonly paths: ArtifactPaths;
}

export type ResourceAction = "get" | "create" | "apply" | "patch" | "replace" | "delete";

/** One term of a condition on an object: a label selector on its fields. */
export type FieldTerm =
  | { readonly field: string; readonly operator: "eq" | "ne"; readonly value: string }
  | { readonly field: string; readonly operator: "gt" | "lt"; readonly value: number }
  | { readonly field: string; readonly operator: "in" | "not-in"; readonly values: readonly string[] }
  | { readonly field: string; readonly operator: "exists" | "absent" };

export interface ResourceWork {
  readonly kind: "resource";
  readonly action: ResourceAction;
  readonly manifest: Json;
  readonly mergeStrategy?: "strategic" | "merge" | "json";
  readonly setOwnerReference: boolean;
  readonly flags: readonly MarkedText[];
  readonly success: readonly FieldTerm[];
  readonly failure: readonly FieldTerm[];
  readonly places: OutputPlaces;
  /** Where the template of the pods stands that the object makes and that the step's options are meant for. */
  readonly workers?: readonly string[];
}

export interface HttpWork {
  readonly kind: "http";
  readonly method: string;
  readonly url: MarkedText;
  readonly headers: Readonly<Record<string, MarkedText | SecretKey>>;
  /** Sent as it is when it is text, else as JSON. */
  readonly body?: Json;
  readonly timeoutSeconds?: number;
  readonly insecureSkipVerify: boolean;
  readonly success?: ResponseTerm;
  readonly places: OutputPlaces;
}

/** A condition on the answer to a request. */
export type ResponseTerm =
  | { readonly kind: "and" | "or"; readonly terms: readonly ResponseTerm[] }
  | { readonly kind: "not"; readonly term: ResponseTerm }
  | { readonly kind: "status"; readonly operator: "eq" | "ne" | "lt" | "le" | "gt" | "ge"; readonly code: number }
  | { readonly kind: "status-in"; readonly codes: readonly number[] }
  | { readonly kind: "body-contains"; readonly text: string }
  | { readonly kind: "body-is"; readonly path: readonly string[]; readonly value: Json }
  | { readonly kind: "header-is"; readonly header: string; readonly value: string };

export interface TemplateRefWork {
  readonly kind: "template-ref";
  readonly installed: {
    readonly name: string;
    readonly template: string;
    readonly clusterScope: boolean;
    readonly runs: "program" | "something-else";
  };
  /** The installed template's own parameters. */
  readonly arguments: Readonly<Record<string, MarkedText>>;
  readonly places: OutputPlaces;
}

export interface RawWork {
  readonly kind: "raw";
  /** A template of Argo without its name and inputs. */
  readonly template: Json;
  readonly places: OutputPlaces;
}
