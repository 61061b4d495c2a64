import type { ApiError } from "../api-error.ts";
import type { KubeObject } from "../watch-object.ts";

/** A field that we say otherwise than somebody who owns it. */
export interface Conflict {
  /** `spec.schedules` */
  readonly field: string;
  /** The name of the other field manager: `kubectl-edit`. */
  readonly owner: string;
  /** As JSON. */
  readonly ours: string;
  readonly theirs: string;
}

/** The conflicts of a server-side apply that was refused with 409. */
export function conflictsOf(error: ApiError, ours: KubeObject, live: KubeObject | undefined): readonly Conflict[] {
  if (error.code !== 409) return [];
  return (error.status.details?.causes ?? [])
    .filter(({ reason }) => reason === "FieldManagerConflict")
    .map(({ field = "", message = "" }) => ({
      field: field.replace(/^\./, ""),
      owner: /conflict with "((?:[^"\\]|\\.)*)"/.exec(message)?.[1] ?? "another",
      ours: shown(valueAt(ours, field)),
      theirs: live === undefined ? "unknown" : shown(valueAt(live, field)),
    }));
}

const mostShown = 200;

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > mostShown ? `${text.slice(0, mostShown).toWellFormed()}…` : text;
}

/**
 * What stands at a field as Kubernetes writes it: `.spec.templates[name="main"].dag`, `.metadata.labels.app.kubernetes.io/name`.
 * Names may have dots in them, so that the longest that is there is taken.
 */
export function valueAt(value: unknown, field: string): unknown {
  if (field === "") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const item = /^\[(.*?)\](?=[.[]|$)/s.exec(field);
  if (item !== null) {
    const list = Array.isArray(value) ? value : [];
    return valueAt(findItem(list, item[1] ?? ""), field.slice(item[0].length));
  }
  const rest = field.replace(/^\./, "");
  const keys = Object.keys(value).filter((key) => rest === key || rest.startsWith(`${key}.`) || rest.startsWith(`${key}[`));
  const key = keys.sort((a, b) => b.length - a.length)[0];
  return key === undefined ? undefined : valueAt((value as Readonly<Record<string, unknown>>)[key], rest.slice(key.length));
}

/** By index `2`, by value `="a"`, or by keys `name="main",port=80`. */
function findItem(list: readonly unknown[], selector: string): unknown {
  if (/^\d+$/.test(selector)) return list[Number(selector)];
  if (selector.startsWith("=")) return list.find((one) => JSON.stringify(one) === selector.slice(1));
  const keys = [...selector.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|[^,]+)/g)];
  return list.find((one) =>
    keys.every(([, key = "", text]) => JSON.stringify((one as Readonly<Record<string, unknown>> | null)?.[key]) === text),
  );
}
