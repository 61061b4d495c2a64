import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import type { Images } from "../../compiler/3-lower/lowering.ts";
import { print } from "../../compiler/4-print/print.ts";
import type { PipelineNode } from "../../dsl/nodes/pipeline-node.ts";
import { expectFile } from "../helpers/expected.ts";
import { expectValidManifest } from "../helpers/valid-manifest.ts";

const folder = join(import.meta.dirname, "samples");
const samples = readdirSync(folder);

/** Contents are another suite's: here every image has the same tag. */
const images: Images = {
  imageOf: ({ component }) => `registry.example/ml/${component.spec.name}:c-0123456789abcdef`,
  fileUri: (_task, file) => `pipewright-file:0123456789abcdef/${file.split("/").at(-1)}`,
  sourceText: (file) => readFileSync(file, "utf8"),
};

async function compile(sample: string): Promise<string> {
  const module = (await import(join(folder, sample, "pipeline.ts"))) as { default: PipelineNode };
  const plan = resolve(module.default);
  expect(check(plan)).toEqual([]);
  return print(lower(plan, { images }));
}

describe("a pipeline becomes the manifest beside it", () => {
  it.each(samples)("%s", async (sample) => {
    expectFile(join(folder, sample, "_expected", "workflow.yaml"), await compile(sample));
  });

  it.each(samples)("%s is the same bytes when it is compiled again", async (sample) => {
    expect(await compile(sample)).toBe(await compile(sample));
  });
});

describe("Argo's full CRDs take the manifest of every sample", () => {
  it.each(samples)("%s", async (sample) => {
    await expectValidManifest(await compile(sample));
  });
});
