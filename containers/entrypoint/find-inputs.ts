import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactType } from "../../dsl/artifact.ts";
import type { AnyComponentSpec } from "../../dsl/component.ts";
import { type InputArtifact, InputError } from "../../dsl/run-context.ts";

/**
 * Finds each input artifact of a component below a folder.
 * @throws InputError when one is absent or has the wrong form
 */
export async function findInputs(
  spec: AnyComponentSpec,
  folder: string,
): Promise<Readonly<Record<string, InputArtifact | readonly InputArtifact[]>>> {
  const inputs: Record<string, InputArtifact | readonly InputArtifact[]> = {};
  for (const [name, type] of Object.entries(spec.inputs ?? {})) {
    const path = join(folder, name);
    await requireForm(name, type, path);
    inputs[name] = type.entry === undefined ? { path } : await entriesOf(path);
  }
  return Object.freeze(inputs);
}

async function requireForm(name: string, type: ArtifactType, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new InputError("input-absent", `Input "${name}" (${type.name}) is not there: nothing lies at ${path}.`);
  }
  const form = found.isDirectory() ? "directory" : "file";
  if (form !== type.form) {
    throw new InputError("input-form", `Input "${name}" (${type.name}) should be a ${type.form}, and ${path} is a ${form}.`);
  }
}

/** Entries carry their padded index as name, so that the order of names is the order of items. */
async function entriesOf(folder: string): Promise<readonly InputArtifact[]> {
  return (await readdir(folder)).sort().map((entry) => ({ path: join(folder, entry) }));
}
