import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { AnyComponentSpec } from "../../dsl/component.ts";
import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { issuesText } from "../../util/issues-text.ts";
import { decodeWire } from "../../util/wire-form.ts";
import { fileScheme, parameterVariable } from "./layout.ts";

/** Where a component's parameters come from. */
export interface ParamSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder with a file per parameter that is too long for a variable; it wins. */
  readonly folder: string | undefined;
  /** The folder of the files that travel inside the image. */
  readonly files: string;
}

/**
 * Reads each parameter of a component in its wire form; one that is in neither place is absent.
 * @throws InputError when a value is no JSON
 */
export async function readParams(spec: AnyComponentSpec, source: ParamSource): Promise<Readonly<Record<string, unknown>>> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(spec.params ?? {})) {
    const text = (await readFromFolder(source.folder, name)) ?? source.env[parameterVariable(name)];
    if (text === undefined) continue;
    values[name] = resolveFile(name, parseWire(name, text), source.files);
  }
  return values;
}

async function readFromFolder(folder: string | undefined, name: string): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  return await readFile(join(folder, name), "utf8").catch(() => undefined);
}

function parseWire(name: string, text: string): unknown {
  try {
    return decodeWire(text);
  } catch {
    throw new InputError(
      "parameter-no-json",
      `Parameter "${name}" is not JSON: ${text.slice(0, 80)}`,
      "Parameters travel as JSON text; text needs its quotes.",
    );
  }
}

/** The path of a file inside the image; a name that leads elsewhere is none of ours. */
function resolveFile(name: string, value: unknown, files: string): unknown {
  if (typeof value !== "string" || !value.startsWith(fileScheme)) return value;
  const [, digest, file] = /^([0-9a-f]{16})\/([^/\\\0]+)$/.exec(value.slice(fileScheme.length)) ?? [];
  if (digest === undefined || file === undefined || file === "." || file === "..") {
    throw new InputError("file-not-in-image", `Parameter "${name}" names no file of the image: ${shorten(value)}`);
  }
  return join(files, digest, file);
}

/**
 * Checks parameters by their zod schemas and fills in defaults.
 * @throws InputError that names every parameter that is wrong, with what was expected
 */
export function checkParams(
  spec: AnyComponentSpec,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const schemas = spec.params ?? {};
  const checked: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(schemas, name))
      problems.push(`"${name}" is no parameter of "${spec.name}".${didYouMean(name, Object.keys(schemas))}`);
  }
  for (const [name, schema] of Object.entries(schemas)) {
    const result = parseParam(schema, values[name]);
    if (result.success) checked[name] = result.data;
    else
      problems.push(`Parameter "${name}" of "${spec.name}": ${issuesText(result.error.issues)}, got ${shorten(values[name])}.`);
  }
  if (problems.length > 0) throw new InputError("parameter-wrong", problems.join(" "));
  return Object.freeze(checked);
}

/** An optional parameter that a run does not say arrives as null: JSON has no word for absent. */
function parseParam(schema: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> {
  const result = schema.safeParse(value);
  if (result.success || value !== null) return result;
  const absent = schema.safeParse(undefined);
  return absent.success ? absent : result;
}

export function shorten(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
