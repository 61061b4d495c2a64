import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { component, Directory, File, listOf } from "pipewright";
import { runComponent, TestArtifact } from "pipewright/testing";
import { expect, it } from "vitest";
import { z } from "zod";

const merge = component({
  name: "merge",
  params: { between: z.string().default("-") },
  inputs: { head: File, parts: listOf(File), folder: Directory },
  outputs: { all: File, count: z.int() },
  run: async ({ inputs, outputs, params }) => {
    const texts = await Promise.all([inputs.head, ...inputs.parts].map(({ path }) => readFile(path, "utf8")));
    await writeFile(outputs.all.path, texts.join(params.between));
    return { count: texts.length + (await readdir(inputs.folder.path)).length };
  },
});
const inputs = {
  head: { content: "a" },
  parts: [{ content: "b" }, new TestArtifact("File", "c")],
  folder: { content: { "x/y.txt": "y" } },
};

it("a component runs on content that stands in the test, and leaves nothing behind", async () => {
  let path = "";
  {
    await using result = await runComponent(merge, { inputs });
    expect(result.outputs.count).toBe(4);
    path = result.artifacts.all.path;
    expect(readFileSync(path, "utf8")).toBe("a-b-c");
  }
  expect(existsSync(path)).toBe(false);
});

it("a component runs in a folder that the test has, which stays", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
  {
    await using result = await runComponent(merge, { inputs, params: { between: "," } }, { folder });
    expect(result.artifacts.all.path.startsWith(folder)).toBe(true);
  }
  expect(readFileSync(join(folder, "in/parts/00001"), "utf8")).toBe("c");
  expect(readFileSync(join(folder, "out/artifacts/all"), "utf8")).toBe("a,b,c");
  rmSync(folder, { recursive: true });
});

it("an artifact in memory has the digest that it would have on disk", async () => {
  await using result = await runComponent(merge, { inputs });
  expect(new TestArtifact("File", "a-b-c").digest).toBe(result.artifacts.all.digest);
  const copy = component({
    name: "copy",
    outputs: { made: Directory },
    run: async ({ outputs }) => {
      await writeFile(join(outputs.made.path, "b"), "2");
      await writeFile(join(outputs.made.path, "a"), "äß");
    },
  });
  await using made = await runComponent(copy);
  expect(new TestArtifact("Directory", { b: "2", a: "äß" }).digest).toBe(made.artifacts.made.digest);
});
