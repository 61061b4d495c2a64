import { jsonBytes } from "../../util/json-bytes.ts";
import type { ArgoObject } from "./lower.ts";

/** How much of Argo's room a manifest takes. */
export interface Budget {
  readonly objects: number;
  /** DAG templates, in all objects. */
  readonly dags: number;
  /** Of the largest object, as JSON, which is how the cluster keeps it. */
  readonly bytes: number;
}

/** The cluster's limit for one object. */
const limitBytes = 1024 * 1024;

export function budgetOf(objects: readonly ArgoObject[]): Budget {
  const templates = objects.flatMap(({ spec }) => ("templates" in spec ? (spec.templates ?? []) : []));
  return {
    objects: objects.length,
    dags: templates.filter(({ dag }) => dag !== undefined).length,
    bytes: objects.reduce((most, object) => Math.max(most, jsonBytes(object)), 0),
  };
}

/** `412 tasks, 71 KiB of 1 MiB, 3 DAGs` */
export function budgetText(tasks: number, { objects, dags, bytes }: Budget): string {
  const size = bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`;
  const room = `${size} of ${limitBytes / 1024 ** 2} MiB`;
  const largest = objects > 2 ? `the largest of ${objects} objects ${room}` : room;
  return [plural(tasks, "task"), largest, plural(dags, "DAG")].join(", ");
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
