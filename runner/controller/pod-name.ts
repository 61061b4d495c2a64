import type { Template } from "../../compiler/argo/model.generated.ts";
import { fnv1a } from "../../util/fnv1a.ts";
import type { Controller } from "./controller.ts";

/** The name that the pod of a node would have on a cluster. */
export function podNameOf({ submission }: Controller, { name = "" }: Template, node: string): string {
  if (node === submission.name) return submission.name;
  const prefix = name === "" ? submission.name : `${submission.name}-${name}`;
  return `${prefix.slice(0, 242)}-${fnv1a(node)}`;
}

/** What an API server says of a pod of such a name; undefined when it takes it. */
export function podNameProblem(name: string): string | undefined {
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) return undefined;
  const law =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  return `Pod "${name}" is invalid: metadata.name: Invalid value: "${name}": ${law}`;
}
