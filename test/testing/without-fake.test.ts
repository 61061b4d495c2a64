import { component, Directory, File, pipeline } from "pipewright";
import { fake, TestError, testRun } from "pipewright/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { good, taxi } from "./helpers/small-steps.ts";

describe("a component without a fake", () => {
  it("is told with a fake to write, at the line where it is called", async () => {
    const error = await testRun(taxi, { fakes: good.slice(0, 1) }).catch((thrown: unknown) => thrown as Error);
    expect(error).toBeInstanceOf(TestError);
    expect((error as Error).message).toMatch(
      /^"train" \(small-steps\.ts:\d+:\d+\) begins, and the test has no fake for "train"\.\nAdd one to its fakes: fake\(train, \(\{ epochs, rows \}\) => \(\{ auc: … \}\)\); or let the component run for real: real: \[train\]\.\nWithout a fake there are also "register"\.$/,
    );
    const frames = (error as Error).stack!.split("\n").filter((line) => line.startsWith("    at "));
    expect(frames[0]).toMatch(/at train \(.*small-steps\.ts:\d+:\d+\)/);
    expect(frames[1]).toMatch(/without-fake\.test\.ts/);
  });

  it("runs for real when the test asks for it, on what fakes have left", async () => {
    const count = component({
      name: "count",
      inputs: { text: File, folder: Directory },
      params: { min: z.int().default(2) },
      outputs: { lines: z.int(), copy: File },
      run: async ({ inputs, outputs, params }) => {
        const { readFile, writeFile } = await import("node:fs/promises");
        const text = await readFile(inputs.text.path, "utf8");
        await writeFile(
          outputs.copy.path,
          text + (await readFile(`${inputs.folder.path}/deep/a.txt`, "utf8")) + process.env["GREETING"],
        );
        return { lines: Math.max(params.min, text.split("\n").length) };
      },
    });
    const make = component({ name: "make", outputs: { text: File, folder: Directory }, run: () => {} });
    const tested = pipeline({ name: "real" }, () => {
      const { text, folder } = make();
      return count({ text, folder }).with({ env: { GREETING: "hello {{x}}" } });
    });
    const run = await testRun(tested, { real: [count], fakes: [fake(make, { text: "a\nb\nc", folder: { "deep/a.txt": "!" } })] });
    run.assertSucceeded();
    expect(run.result.lines).toBe(3);
    expect(run.result.copy.text).toBe("a\nb\nc!hello {{x}}");
    expect(process.env["GREETING"]).toBeUndefined();
    const failing = await testRun(tested, { real: true });
    expect(failing.step("make").attempts[0]?.message).toContain('component: OutputError: artifact "text" (File) was not written');
  });
});
