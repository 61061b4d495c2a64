import type { SchemaIssue } from "../../../compiler/argo/validate/schema-issue.ts";
import { validateObject } from "../../../compiler/argo/validate/validate-object.ts";
import type { CrdVerdict } from "../../helpers/argo-crd.ts";

/** The places where our validator and Kubernetes' own find something wrong, and nothing but what differs in them. */
export interface Difference {
  /** What the API server says and we do not. */
  readonly missed: readonly string[];
  /** What we say and the API server does not. */
  readonly invented: readonly string[];
}

/**
 * Compares both judges by places. Where they differ on purpose:
 * - beneath a value of a wrong type the server calls everything unknown as well; we stop at the value;
 * - the server looks at rules of several fields only when nothing else is wrong; we look wherever the object itself is right;
 * - a rule about all items of a list is said of the item, not of the list;
 * - a version that is not served is the server's answer to the whole request;
 * - the server does not say which of an object's owners or finalizers is wrong;
 * - a name that the server makes of a wrong beginning is wrong as well;
 * - metadata that is missing is a missing name, whatever the kind;
 * - metadata that can't be decoded ends the server's work without a place;
 * - the server takes a list where a date and time or base64 is wanted;
 * - the server takes whole numbers that the controller can't hold in 32 bits.
 */
export function difference(object: unknown, verdict: CrdVerdict): Difference {
  const ours = validateObject(object);
  if (verdict.errors.some((error) => error.startsWith("no CRD for ")))
    return { missed: ours.some(({ rule }) => rule === "kind") ? [] : ["kind"], invented: [] };
  const wrongTypes = new Set(ours.filter(({ rule }) => rule === "type").map(({ path }) => textOf(path)));
  const undecodable = verdict.issues.some(({ type }) => type === "Undecodable");
  const blocked = verdict.issues.some(({ path }) => path === "<nil>");
  const theirs = verdict.issues
    .filter(
      ({ path, type }) =>
        path !== "<nil>" &&
        !(path === "metadata" && type === "FieldValueRequired") &&
        !(type === "UnknownField" && isBeneath(plain(path), wrongTypes)),
    )
    .map(({ path }) => plain(path));
  if (undecodable) return { missed: ours.some(({ path }) => path[0] === "metadata") ? [] : ["metadata"], invented: [] };
  const said = ours.filter((issue) => !isOnlyOurs(issue, object, blocked)).map(placeOf);
  const madeNameIsWrong = said.includes("metadata.generateName") && !said.includes("metadata.name");
  return {
    missed: theirs.filter((path) => !said.includes(path) && !(madeNameIsWrong && path === "metadata.name")),
    invented: said.filter((path) => !theirs.includes(path)),
  };
}

function isOnlyOurs({ rule, path }: SchemaIssue, object: unknown, blocked: boolean): boolean {
  if (rule === "cel") return blocked;
  const value = () => path.reduce<unknown>((at, part) => (at as Readonly<Record<string | number, unknown>>)[part], object);
  if (rule === "type") return /(Time|Timestamp|At|bytes)$/.test(String(path.at(-1))) && Array.isArray(value());
  return rule === "range" && Math.abs(value() as number) >= 2 ** 31;
}

function placeOf({ rule, path }: SchemaIssue): string {
  const ofList = rule === "cel" && path.at(-2) === "templates";
  const ofOwner = /^(ownerReferences|finalizers)$/.test(String(path[1])) && rule !== "unknown-field";
  return textOf(ofList ? path.slice(0, -1) : ofOwner ? path.filter((part) => typeof part === "string") : path);
}

const textOf = (path: SchemaIssue["path"]): string => path.join(".");

/** Go writes items and keys in brackets. */
const plain = (path: string): string => path.replaceAll(/\[([^\]]*)\]/g, ".$1").replace(/^\./, "");

const isBeneath = (path: string, places: ReadonlySet<string>): boolean =>
  [...places].some((place) => path.startsWith(`${place}.`) || place === "");
