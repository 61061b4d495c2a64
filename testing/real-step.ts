import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute } from "../containers/entrypoint/execute.ts";
import { outputLayout } from "../containers/entrypoint/layout.ts";
import { unwireEnv } from "../containers/entrypoint/wired-env.ts";
import type { AnyComponent } from "../dsl/component.ts";
import { decodeWire } from "../util/wire-form.ts";
import { contentAt, writeContent } from "./content-on-disk.ts";
import type { StepInputs } from "./given-inputs.ts";
import type { TestArtifact } from "./test-artifact.ts";

/**
 * Runs a component as its container would, in this process and in a folder that is gone afterwards.
 * @returns its values and the content of its artifacts
 * @throws whatever the component throws; InputError and OutputError as in its container
 */
export async function runReal(
  component: AnyComponent,
  { params, artifacts }: StepInputs,
  env: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const folder = await mkdtemp(join(tmpdir(), "pipewright-test-"));
  const restore = withEnv(env);
  try {
    const inputsFolder = join(folder, "in");
    await mkdir(inputsFolder);
    for (const [name, given] of Object.entries(artifacts)) await place(join(inputsFolder, name), given);
    const record = await execute({
      component,
      params,
      inputsFolder,
      outputsFolder: join(folder, "out"),
      log: { info: () => undefined, warn: () => undefined },
      seed: 1,
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    const layout = outputLayout(join(folder, "out"));
    const left: Record<string, unknown> = {};
    for (const name of Object.keys(component.spec.outputs ?? {}))
      left[name] = Object.hasOwn(record.artifacts, name)
        ? await contentAt(layout.artifact(name))
        : decodeWire(await readFile(layout.parameter(name), "utf8"));
    return left;
  } finally {
    restore();
    await rm(folder, { recursive: true, force: true });
  }
}

async function place(path: string, given: TestArtifact | readonly TestArtifact[]): Promise<void> {
  if ("content" in given) {
    await writeContent(path, given.content);
    return;
  }
  await mkdir(path);
  for (const [index, { content }] of given.entries()) await writeContent(join(path, String(index).padStart(5, "0")), content);
}

/** Sets variables until the returned function is called: steps of a test run one after the other. */
function withEnv(env: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  Object.assign(process.env, env);
  unwireEnv(process.env);
  return () => {
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name];
    Object.assign(process.env, before);
  };
}
