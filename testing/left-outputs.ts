import type { z } from "zod";
import type { Artifact, Template } from "../compiler/argo/model.generated.ts";
import { outputShape } from "../compiler/foreign/value-shape.ts";
import { checkReturned } from "../containers/entrypoint/write-outputs.ts";
import type { AnyComponent } from "../dsl/component.ts";
import { isArtifactType } from "../dsl/foreign/output-places.ts";
import type { OutputPlaces } from "../dsl/foreign/work.ts";
import { placeOf } from "../runner/controller/locate-artifact.ts";
import type { NodeOutputs } from "../runner/controller/node-status.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { decodeWire, encodeWire } from "../util/wire-form.ts";
import { type ArtifactMemory, keyOf } from "./artifact-memory.ts";
import { type Content, TestArtifact } from "./test-artifact.ts";

/** A pod that has done its work, and what it left. */
export interface LeavingPod {
  readonly component: AnyComponent;
  readonly template: Template;
  /** Where artifacts go for which the manifest names no place. */
  readonly prefix: string;
  /** The step, by the author's names. */
  readonly step: string;
}

export interface Left {
  /** As the controller sees them. */
  readonly outputs: NodeOutputs;
  /** As the author does. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Puts what a step left where its container would have put it, and encodes it as that would.
 * @throws Error for an output that is missing, unknown or of the wrong type
 */
export function leave(pod: LeavingPod, returned: unknown, memory: ArtifactMemory): Left {
  const { component, template } = pod;
  const given = (returned ?? {}) as Readonly<Record<string, unknown>>;
  const { names, artifacts } = outputsOf(component);
  const values = Object.fromEntries(Object.entries(given).filter(([name]) => !artifacts.has(name)));
  const all = Object.keys(component.spec.outputs ?? {});
  const unknown = Object.keys(values).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`"${unknown}" is no output of "${component.spec.name}".${didYouMean(unknown, all)}`);
  const wires = checkReturned(component.spec, values);
  const decoded = new Map<string, unknown>(Object.entries(wires).map(([name, wire]) => [name, decodeWire(wire)]));
  const digests = new Map<string, string>();
  const located = (template.outputs?.artifacts ?? []).flatMap((artifact): readonly Artifact[] => {
    const type = artifacts.get(artifact.name);
    if (type === undefined) return [];
    const content = contentOf(component, artifact.name, given[artifact.name]) ?? madeUp(type.form, pod);
    const place = keyOf(artifact) === undefined ? { s3: { key: `${pod.prefix}/${artifact.name}` } } : placeOf(artifact);
    const left = { name: artifact.name, ...place };
    memory.put(keyOf(left)!, { content, madeBy: pod.step });
    const made = new TestArtifact(type.name, content, pod.step);
    decoded.set(artifact.name, made);
    digests.set(`digest-${artifact.name}`, made.digest);
    return [left];
  });
  const { work } = component;
  const encoded =
    "places" in work
      ? foreignOutputs(component, work.places, decoded)
      : { parameters: { ...wires, ...Object.fromEntries([...digests].map(([name, digest]) => [name, encodeWire(digest)])) } };
  const declared = new Set((template.outputs?.parameters ?? []).map(({ name }) => name));
  const parameters = Object.entries(encoded.parameters).filter(([name]) => declared.has(name));
  return {
    outputs: {
      ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
      ...(located.length > 0 && { artifacts: located }),
      ...("result" in encoded && { result: encoded.result }),
      exitCode: "0",
    },
    values: Object.fromEntries(decoded),
  };
}

function outputsOf({ spec }: AnyComponent) {
  const entries = Object.entries(spec.outputs ?? {});
  const artifacts = new Map(entries.flatMap(([name, type]) => (isArtifactType(type) ? [[name, type] as const] : [])));
  return { artifacts, names: entries.map(([name]) => name).filter((name) => !artifacts.has(name)) };
}

function contentOf({ spec }: AnyComponent, name: string, given: unknown): Content | undefined {
  if (given === undefined) return undefined;
  const type = spec.outputs![name] as { readonly form: string; readonly name: string };
  const isOne = typeof given === "string" || given instanceof Uint8Array;
  if (typeof given !== "object" && !isOne) throw new Error(`artifact "${name}" of "${spec.name}" is no content: ${typeof given}`);
  if ((type.form === "file") !== isOne)
    throw new Error(
      `artifact "${name}" (${type.name}) of "${spec.name}" should be ${type.form === "file" ? "a file: its text or bytes" : "a folder: an object of files by their paths"}`,
    );
  return given as Content;
}

/** Content that says where it is from: nobody reads it but by mistake. */
function madeUp(form: string, { step }: LeavingPod): Content {
  const text = `made up, by the fake of ${step}`;
  return form === "file" ? text : { "made-up.txt": text };
}

/** What a program that knows nothing of us would leave: plain text, at its places. */
function foreignOutputs({ spec }: AnyComponent, places: OutputPlaces, values: ReadonlyMap<string, unknown>) {
  const parameters: Record<string, string> = {};
  let result: string | undefined;
  for (const [name, { from, as }] of Object.entries(places)) {
    const value = values.get(name);
    const { kind } = outputShape(spec.outputs![name] as z.ZodType);
    const text = as === "value" && (kind === "text" || kind === "choice") ? String(value) : JSON.stringify(value ?? null);
    if (from.kind === "stdout") result = text;
    else parameters[from.kind === "parameter" ? from.name : name] = text;
  }
  return { parameters, ...(result !== undefined && { result }) };
}
