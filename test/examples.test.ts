import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../runner/event.ts";
import { pipewright, root } from "./helpers/cli.ts";
import { expectFile } from "./helpers/expected.ts";
import { expectValidManifest } from "./helpers/valid-manifest.ts";

const examples = readdirSync(join(root, "examples"), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const manifestNames: Readonly<Record<string, string>> = { taxi: "taxi-retrain" };

async function compile(example: string): Promise<string> {
  const { code, stdout, stderr } = await pipewright(["compile", `examples/${example}/pipeline.ts`, "--stdout"]);
  expect(code, stderr).toBe(0);
  return stdout;
}

describe("the manifest beside an example is what compile writes", () => {
  it.each(examples)("%s", async (example) => {
    expectFile(join(root, "examples", example, `${manifestNames[example] ?? example}.yaml`), await compile(example));
  });
});

describe("an example has no problems", () => {
  it.each(examples)("%s", async (example) => {
    expect(await pipewright(["check", `examples/${example}/pipeline.ts`])).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("Argo's full CRDs take the manifest of every example", () => {
  it.each(examples)("%s", async (example) => {
    await expectValidManifest(await compile(example));
  });
});

describe("examples/taxi", () => {
  it("reaches an AUC of 0.945 on the test split, and prints it beside its baselines", { timeout: 180_000 }, async () => {
    const { code, stdout, stderr } = await pipewright(["run", "examples/taxi/pipeline.ts", "--json"], {
      timeoutMilliseconds: 170_000,
    });
    const events = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RunEvent);
    expect(code, `${stderr}\n${JSON.stringify(events.at(-1))}`).toBe(0);
    const evaluated = events.find((event) => event.type === "node-finished" && event.node.endsWith(".evaluate"));
    const auc = evaluated?.type === "node-finished" ? Number(evaluated.outputs["auc"]) : Number.NaN;
    expect(auc).toBeGreaterThanOrEqual(0.945);
    const lines = events.flatMap((event) => (event.type === "node-log" && event.node.endsWith(".summary") ? [event.line] : []));
    expect(lines[0]).toMatch(new RegExp(`^AUC on the test split +${auc.toFixed(4)} +\\(logistic regression 0\\.9\\d+\\)$`));
    expect(lines[1]).toMatch(/^accuracy +0\.\d+ +\(always the commoner class 0\.\d+\)$/);
  });
});
