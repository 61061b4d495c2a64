import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { z } from "zod";
import type { ArtifactType } from "../../dsl/artifact.ts";
import type { AnyComponentSpec } from "../../dsl/component.ts";
import { contentDigest } from "../../util/content-digest.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { issuesText } from "../../util/issues-text.ts";
import { encodeWire, wireLimitBytes } from "../../util/wire-form.ts";
import { type OutputsRecord, outputLayout } from "./layout.ts";
import { shorten } from "./read-params.ts";

/** The component gave something else than it declared. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

const isArtifactType = (type: z.ZodType | ArtifactType): type is ArtifactType => "kind" in type && type.kind === "artifact-type";

/** The declared artifacts of a component. */
export function outputArtifacts(spec: AnyComponentSpec): readonly (readonly [string, ArtifactType])[] {
  return Object.entries(spec.outputs ?? {}).filter((entry): entry is [string, ArtifactType] => isArtifactType(entry[1]));
}

/** Makes an empty place for every output artifact: a folder is there, a file is not. */
export async function prepareOutputs(
  spec: AnyComponentSpec,
  folder: string,
): Promise<Readonly<Record<string, { path: string }>>> {
  const { staging } = outputLayout(folder);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  const outputs: Record<string, { path: string }> = {};
  for (const [name, type] of outputArtifacts(spec)) {
    const path = join(staging, name);
    if (type.form === "directory") await mkdir(path);
    outputs[name] = { path };
  }
  return Object.freeze(outputs);
}

/**
 * Checks what a component returned and made, and only then puts all of it in place.
 * @throws OutputError when an output is missing, unknown, of the wrong type or too long
 */
export async function writeOutputs(spec: AnyComponentSpec, returned: unknown, folder: string): Promise<OutputsRecord> {
  const values = checkReturned(spec, returned);
  const layout = outputLayout(folder);
  const artifacts: Record<string, OutputsRecord["artifacts"][string]> = {};
  for (const [name, type] of outputArtifacts(spec)) {
    await requireArtifact(name, type, join(layout.staging, name));
    artifacts[name] = { type: type.name, ...(await contentDigest(join(layout.staging, name))) };
  }
  for (const [name, text] of Object.entries(values)) await put(layout.parameter(name), text);
  for (const [name, { digest }] of Object.entries(artifacts)) {
    await put(layout.digest(name), encodeWire(digest));
    await mkdir(dirname(layout.artifact(name)), { recursive: true });
    await rename(join(layout.staging, name), layout.artifact(name));
  }
  const record: OutputsRecord = { component: spec.name, artifacts };
  await put(layout.record, `${JSON.stringify(record, undefined, 1)}\n`);
  await rm(layout.staging, { recursive: true, force: true });
  return record;
}

/**
 * The values that a component returned, each in its wire form.
 * @throws OutputError when one is missing, unknown, of the wrong type or too long
 */
export function checkReturned(spec: AnyComponentSpec, returned: unknown): Readonly<Record<string, string>> {
  const given = (returned ?? {}) as Readonly<Record<string, unknown>>;
  const declared = Object.entries(spec.outputs ?? {});
  const names = declared.filter(([, type]) => !isArtifactType(type)).map(([name]) => name);
  for (const name of Object.keys(given)) {
    if (!names.includes(name))
      throw new OutputError(`run returned "${name}", which is no output value of "${spec.name}".${didYouMean(name, names)}`);
  }
  const values: Record<string, string> = {};
  for (const [name, schema] of declared) {
    if (isArtifactType(schema)) continue;
    const result = schema.safeParse(given[name]);
    if (!result.success)
      throw new OutputError(
        `output "${name}" of "${spec.name}": ${issuesText(result.error.issues)}, got ${shorten(given[name])}`,
      );
    values[name] = encodeWire(result.data);
    const bytes = Buffer.byteLength(values[name]);
    if (bytes > wireLimitBytes)
      throw new OutputError(
        `output "${name}" of "${spec.name}" is ${bytes} bytes long; values end at ${wireLimitBytes}: make it an artifact`,
      );
  }
  return values;
}

async function requireArtifact(name: string, type: ArtifactType, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new OutputError(`artifact "${name}" (${type.name}) was not written`);
  const form = found.isDirectory() ? "directory" : "file";
  if (form !== type.form)
    throw new OutputError(`artifact "${name}" (${type.name}) should be a ${type.form}; the component made a ${form}`);
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
}
