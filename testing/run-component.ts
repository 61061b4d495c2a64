import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { execute } from "../containers/entrypoint/execute.ts";
import { outputLayout } from "../containers/entrypoint/layout.ts";
import type { ArtifactType } from "../dsl/artifact.ts";
import type { AnyComponent, Component, Inputs, Outputs, Params, ValueSchema } from "../dsl/component.ts";
import { decodeWire } from "../util/wire-form.ts";
import { writeContent } from "./content-on-disk.ts";
import type { Content } from "./test-artifact.ts";

/** An artifact that a component is given: the path of a file or a folder, or its content. */
export type TestInput = string | { readonly content: Content };

/** What a component is given in a test. */
export interface ComponentRun<P extends Params, I extends Inputs> {
  readonly params?: { readonly [K in keyof P]?: z.input<P[K]> };
  /** By name; a list for a `listOf(...)`. */
  readonly inputs?: { readonly [K in keyof I]: I[K]["name"] extends `${string}[]` ? readonly TestInput[] : TestInput };
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/** Where it runs. */
export interface ComponentPlace {
  /** A folder that is there, and stays, with `in` and `out` in it (default one of its own, which goes). */
  readonly folder?: string;
}

/** What it left behind. Dispose of it, `await using`, to remove its folder. */
export interface TestResult<O extends Outputs> extends AsyncDisposable {
  readonly outputs: {
    readonly [K in keyof O as O[K] extends ArtifactType ? never : K]: O[K] extends ValueSchema ? z.output<O[K]> : never;
  };
  readonly artifacts: {
    readonly [K in keyof O as O[K] extends ArtifactType ? K : never]: { readonly path: string; readonly digest: string };
  };
  readonly logs: readonly string[];
  readonly progress: readonly (readonly [done: number, total: number])[];
}

/**
 * Runs a component in this process with the checks of its container: parameters, inputs, outputs, digests.
 *
 * ```ts
 * await using result = await runComponent(count, { params: { min: 3 }, inputs: { text: "notes.txt" } });
 * expect(result.outputs.lines).toBe(3);
 * ```
 *
 * @throws what the component throws; InputError and OutputError as in its container
 */
export async function runComponent<P extends Params, I extends Inputs, O extends Outputs>(
  component: Component<P, I, O>,
  { params = {}, inputs, seed = 1, signal = new AbortController().signal }: ComponentRun<P, I> = {},
  place: ComponentPlace = {},
): Promise<TestResult<O>> {
  const folder = place.folder ?? (await mkdtemp(join(tmpdir(), "pipewright-test-")));
  const remove = async () => {
    if (place.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  const logs: string[] = [];
  const progress: (readonly [number, number])[] = [];
  try {
    await placeInputs(join(folder, "in"), (inputs ?? {}) as Readonly<Record<string, TestInput | readonly TestInput[]>>);
    const record = await execute({
      component: component as unknown as AnyComponent,
      params,
      inputsFolder: join(folder, "in"),
      outputsFolder: join(folder, "out"),
      log: { info: (message) => logs.push(message), warn: (message) => logs.push(`warning: ${message}`) },
      seed,
      signal,
      progress: (done, total) => progress.push([done, total]),
    });
    const layout = outputLayout(join(folder, "out"));
    const outputs: Record<string, unknown> = {};
    const artifacts: Record<string, unknown> = {};
    for (const name of Object.keys(component.spec.outputs ?? {})) {
      const made = record.artifacts[name];
      if (made === undefined) outputs[name] = decodeWire(await readFile(layout.parameter(name), "utf8"));
      else artifacts[name] = { path: layout.artifact(name), digest: made.digest };
    }
    return { outputs, artifacts, logs, progress, [Symbol.asyncDispose]: remove } as TestResult<O>;
  } catch (error) {
    await remove();
    throw error;
  }
}

async function placeInputs(folder: string, inputs: Readonly<Record<string, TestInput | readonly TestInput[]>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, given] of Object.entries(inputs)) {
    if (!isList(given)) await placeOne(given, join(folder, name));
    else {
      await mkdir(join(folder, name));
      for (const [index, entry] of given.entries()) await placeOne(entry, join(folder, name, String(index).padStart(5, "0")));
    }
  }
}

const isList = (given: TestInput | readonly TestInput[]): given is readonly TestInput[] => Array.isArray(given);

async function placeOne(given: TestInput, path: string): Promise<void> {
  if (typeof given === "string") await cp(given, path, { recursive: true });
  else await writeContent(path, given.content);
}
