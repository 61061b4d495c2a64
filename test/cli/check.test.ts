import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pipewright, root } from "../helpers/cli.ts";

/** A project of its own, with or without TypeScript. */
function project(pipeline: string, packages: readonly string[] = ["zod", "typescript", "@typescript", "@types"]): string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-check-"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of packages) symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  symlinkSync(root, join(folder, "node_modules", "pipewright"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(root, "tsconfig.json"), exclude: [] }));
  writeFileSync(join(folder, "pipeline.ts"), pipeline);
  return folder;
}

const parts = `import { component, Examples, Model, pipeline, Schema } from "pipewright";
import { z } from "zod";
const ingest = component({ name: "ingest", outputs: { examples: Examples, schema: Schema }, run: () => {} });
const train = component({ name: "train", params: { epochs: z.int() }, inputs: { examples: Examples }, outputs: { model: Model }, run: () => {} });
`;
const right = `${parts}export default pipeline({ name: "right" }, () => {
  const { examples } = ingest();
  train({ examples, epochs: 3 });
});
`;

describe.concurrent("check", () => {
  it("says what a good pipeline is", async () => {
    expect(await pipewright(["check", "pipeline.ts"], { cwd: project(right) })).toEqual({
      code: 0,
      stdout: 'pipeline.ts: pipeline "right", 2 tasks, no problems\n',
      stderr: "",
    });
  });

  it("names an output that does not exist, and not what it leads to", async () => {
    const { code, stderr } = await pipewright(["check", "pipeline.ts"], {
      cwd: project(
        right
          .replace("const { examples }", "const ingested")
          .replace("{ examples, epochs", "{ examples: ingested.example, epochs"),
      ),
    });
    expect(stderr).toContain("error type-error  pipeline.ts:7:30\n  TS2551: Property 'example' does not exist");
    expect(stderr).toContain("Did you mean 'examples'?");
    expect(stderr).not.toContain("input-missing");
    expect(code).toBe(1);
  });

  it("names the parameter and the component of a ref of another type", async () => {
    const counted = right
      .replace("outputs: { examples", "outputs: { note: z.string(), examples")
      .replace("run: () => {} });\nconst train", 'run: () => ({ note: "" }) });\nconst train')
      .replace("const { examples }", "const { examples, note }");
    const wrong = counted.replace("train({ examples, epochs: 3 });", "train({\n    examples,\n    epochs: note,\n  });");
    const { code, stderr } = await pipewright(["check", "pipeline.ts"], { cwd: project(wrong) });
    expect(stderr).toContain("error type-error  pipeline.ts:9:5\n  TS2375: Type 'string' is not assignable to type 'number'.");
    expect(stderr).toContain('  help: Parameter "epochs" of component "train" is a whole number.\n');
    expect(stderr).toContain("1 error.");
    expect(code).toBe(1);
    const elsewhere = counted.replace("epochs: 3 });", "epochs: 3 });\n  const epochs: number = note;\n  void epochs;");
    const other = await pipewright(["check", "pipeline.ts"], { cwd: project(elsewhere) });
    expect(other.stderr).toContain("error type-error  pipeline.ts:8:9");
    expect(other.stderr).not.toContain("Parameter");
  });

  it("says what the types refuse also where a rule can't read it", async () => {
    const odd = right.replace("epochs: 3 })", 'epochs: 3 }).with({ mounts: { "/data": "work" } })');
    const { code, stderr } = await pipewright(["check", "pipeline.ts"], { cwd: project(odd) });
    expect(stderr).toMatch(/^error option-wrong-type {2}pipeline.ts:7:\d+\n {2}Task "train": mounts\["\/data"\] wants a volume/);
    expect(stderr).toContain("1 error.");
    expect(code).toBe(1);
  });

  it("tells a file that can't be read once, where TypeScript or Node knows the character", async () => {
    const heads = async (verb: readonly string[], text: string) => {
      const { code, stderr } = await pipewright([verb[0]!, "pipeline.ts", ...verb.slice(1)], { cwd: project(text) });
      expect(code).toBe(1);
      return stderr.split("\n").filter((line) => line.startsWith("error"));
    };
    const open = right.slice(0, right.lastIndexOf("}"));
    expect(await heads(["check"], open)).toEqual(["error type-error  pipeline.ts:8:1"]);
    expect(await heads(["compile", "--stdout"], open)).toEqual(["error syntax-error  pipeline.ts:7:1"]);
    const twice = right.replace("const train", "const ingest");
    expect(await heads(["compile", "--stdout"], twice)).toEqual(["error syntax-error  pipeline.ts:4:7"]);
    const json = `import settings from "./package.json";\n${right.replace("epochs: 3", "epochs: settings.epochs")}`;
    expect(await heads(["compile", "--stdout"], json)).toEqual(["error pipeline-throws  pipeline.ts:1:22"]);
  });

  it("tells a bug of its own in a few lines, and what to do", async () => {
    const hostile = 'new Proxy({}, { ownKeys: () => { throw new TypeError("no keys"); } })';
    const odd = right.replace("epochs: 3 })", `epochs: 3 }).with({ podSpecPatch: ${hostile} })`);
    const { code, stderr } = await pipewright(["compile", "pipeline.ts", "--stdout"], { cwd: project(odd) });
    expect(stderr).toMatch(/^pipewright: a bug of Pipewright's own: TypeError: /);
    expect(stderr).toContain("`pipewright check` may say more");
    expect(stderr.length).toBeLessThan(4000);
    expect(code).toBe(1);
  });

  it("tells a wrong wire in the sentence of the editor, at the author's line, once", async () => {
    const wrong = right.replace("const { examples }", "const { schema: examples }");
    const { code, stderr } = await pipewright(["check", "pipeline.ts"], { cwd: project(wrong) });
    expect(stderr).toBe(`error wrong-wire  pipeline.ts:7:11
  Input "examples" wants Examples, got Schema.

    6 |   const { schema: examples } = ingest();
    7 |   train({ examples, epochs: 3 });
      |           ^
    8 | });

1 error. Why: pipewright explain wrong-wire
`);
    expect(code).toBe(1);
  });

  it("gives problems as JSON", async () => {
    const wrong = right.replace("epochs: 3", 'epochs: "3"').replace('name: "right"', 'name: "Right"');
    const { code, stdout } = await pipewright(["check", "pipeline.ts", "--format", "json"], { cwd: project(wrong) });
    expect(JSON.parse(stdout)).toMatchObject([
      { code: "pipeline-name", at: { line: 5 } },
      { code: "parameter-wrong-type", severity: "error", at: { line: 7, column: 3 } },
    ]);
    expect(code).toBe(1);
  });

  it("is quiet about a project that does not say what kind of modules it has", async () => {
    const folder = project(right, ["zod"]);
    writeFileSync(join(folder, "package.json"), "{}");
    expect(await pipewright(["compile", "pipeline.ts"], { cwd: folder })).toEqual({
      code: 0,
      stdout: "",
      stderr: "out/right.yaml: WorkflowTemplate and Workflow\n2 tasks, 3 KiB of 1 MiB, 1 DAG\n",
    });
  });

  it("still checks the graph where there is no TypeScript, and says so", async () => {
    const { code, stderr } = await pipewright(["check", "pipeline.ts"], { cwd: project(right, ["zod"]) });
    expect(stderr).toBe("Types were not checked: the project has no TypeScript (npm install --save-dev typescript).\n");
    expect(code).toBe(0);
  });
});
