import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { component, Directory, File, listOf } from "pipewright";
import { runComponent } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { execute } from "../../containers/entrypoint/execute.ts";
import { outputLayout } from "../../containers/entrypoint/layout.ts";
import type { AnyComponent } from "../../dsl/component.ts";

const folder = () => mkdtempSync(join(tmpdir(), "pipewright-"));

async function run(given: object, params: Readonly<Record<string, unknown>> = {}, inputsFolder = folder()) {
  const outputsFolder = folder();
  await execute({
    component: given as AnyComponent,
    params,
    inputsFolder,
    outputsFolder,
    log: { info: () => {}, warn: () => {} },
    seed: 1,
    signal: new AbortController().signal,
    progress: () => {},
  });
  return outputsFolder;
}

const write = component({
  name: "write",
  params: { text: z.string(), times: z.int().default(2) },
  outputs: { file: File, folder: Directory, length: z.int(), again: z.string() },
  run: async ({ params, outputs }) => {
    const text = params.text.repeat(params.times);
    await writeFile(outputs.file.path, text);
    await mkdir(join(outputs.folder.path, "deep"));
    await writeFile(join(outputs.folder.path, "deep", "b.txt"), text);
    await writeFile(join(outputs.folder.path, "a.txt"), "a");
    return { length: text.length, again: params.text };
  },
});

describe("a component in its container", () => {
  it("gets defaults, and leaves values in their wire form, artifacts in place and a digest beside each", async () => {
    const layout = outputLayout(await run(write, { text: "{{x}}$(Y)" }));
    expect(readFileSync(layout.parameter("length"), "utf8")).toBe("18");
    expect(readFileSync(layout.parameter("again"), "utf8")).toBe('"\\u007b\\u007bx}}\\u0024(Y)"');
    expect(readFileSync(layout.artifact("file"), "utf8")).toBe("{{x}}$(Y){{x}}$(Y)");
    // printf '{{x}}$(Y){{x}}$(Y)' | sha256sum
    expect(readFileSync(layout.digest("file"), "utf8")).toBe(
      '"sha256:fd0fcf8af45e64f0e68957afa5714e15b4d430f51db4175eef295c1646bb2682"',
    );
    expect(JSON.parse(readFileSync(layout.record, "utf8"))).toMatchObject({
      component: "write",
      artifacts: { file: { type: "File", bytes: 18 }, folder: { type: "Directory", bytes: 19 } },
    });
  });

  it("has the same digests for the same content, and others for other content", async () => {
    await using first = await runComponent(write, { params: { text: "a" } });
    await using again = await runComponent(write, { params: { text: "a" } });
    await using other = await runComponent(write, { params: { text: "b" } });
    expect(again.artifacts).toEqual({
      file: { ...first.artifacts.file, path: again.artifacts.file.path },
      folder: { ...first.artifacts.folder, path: again.artifacts.folder.path },
    });
    expect(other.artifacts.folder.digest).not.toBe(first.artifacts.folder.digest);
  });

  it.each([
    ["lacks a parameter", {}, 'Parameter "text" of "write": expected string, received undefined, got nothing.'],
    ["gets a wrong type", { text: "a", times: "3" }, 'Parameter "times" of "write": expected number, received string, got "3".'],
    ["gets one that it does not know", { text: "a", time: 3 }, '"time" is no parameter of "write". Did you mean "times"?'],
  ])("that %s fails as a fault of the input", async (_what, params, message) => {
    await expect(run(write, params)).rejects.toMatchObject({ name: "InputError", code: "parameter-wrong", message });
  });

  it.each([
    [
      "a value that was not declared",
      { outputs: { n: z.int() }, run: () => ({ n: 1, m: 2 }) },
      'run returned "m", which is no output value of "wrong"',
    ],
    [
      "no value",
      { outputs: { n: z.int() }, run: () => ({}) },
      'output "n" of "wrong": expected number, received undefined, got nothing',
    ],
    [
      "a value of another type",
      { outputs: { n: z.int() }, run: () => ({ n: 1.5 }) },
      'output "n" of "wrong": expected int, received number, got 1.5',
    ],
    [
      "a value that is too long",
      { outputs: { s: z.string() }, run: () => ({ s: "x".repeat(100_000) }) },
      "values end at 98304: make it an artifact",
    ],
    ["no artifact", { outputs: { f: File }, run: () => {} }, 'artifact "f" (File) was not written'],
    [
      "a folder for a file",
      {
        outputs: { f: File },
        run: ({ outputs }: { outputs: { f: { path: string } } }) => mkdir(outputs.f.path).then(() => undefined),
      },
      'artifact "f" (File) should be a file; the component made a directory',
    ],
    ["a module without run", { run: () => import("node:path") }, 'the module of "wrong" exports no function "run"'],
  ])("that gives %s fails as its own fault, and leaves no output at all", async (_what, spec, message) => {
    const outputsFolder = folder();
    const wrong = component({ name: "wrong", ...spec } as never) as unknown as AnyComponent;
    const running = execute({
      component: wrong,
      params: {},
      inputsFolder: folder(),
      outputsFolder,
      log: { info: () => {}, warn: () => {} },
      seed: 1,
      signal: new AbortController().signal,
      progress: () => {},
    });
    await expect(running).rejects.toThrow(message);
    expect(readdirSync(outputsFolder).filter((name) => name !== ".staging")).toEqual([]);
  });

  it("fails as a fault of the input when an artifact is absent or has the wrong form", async () => {
    const read = component({ name: "read", inputs: { data: Directory }, run: () => {} });
    await expect(run(read)).rejects.toMatchObject({ code: "input-absent" });
    const inputs = folder();
    writeFileSync(join(inputs, "data"), "a file");
    await expect(run(read, {}, inputs)).rejects.toMatchObject({
      code: "input-form",
      message: expect.stringContaining("should be a directory"),
    });
  });

  it("gets the entries of a list in the order of items, also beyond ten", async () => {
    const order = component({
      name: "order",
      inputs: { files: listOf(File) },
      outputs: { texts: z.array(z.string()) },
      run: ({ inputs }) => ({ texts: inputs.files.map(({ path }) => readFileSync(path, "utf8")) }),
    });
    const files = Array.from({ length: 12 }, (_, index) => {
      const file = join(folder(), "f");
      writeFileSync(file, String(index));
      return file;
    });
    await using result = await runComponent(order, { inputs: { files } });
    expect(result.outputs.texts).toEqual(files.map((_, index) => String(index)));
  });
});
