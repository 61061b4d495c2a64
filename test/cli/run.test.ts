import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NodeFinished, RunEvent } from "../../runner/event.ts";
import { pipewright } from "../helpers/cli.ts";

const sample = "test/compiler/samples/control-flow/pipeline.ts";

async function events(...args: readonly string[]): Promise<readonly RunEvent[]> {
  const { code, stdout, stderr } = await pipewright(["run", ...args, "--json"]);
  expect(code, stderr).toBe(0);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
}

/** How each node ended, without its times. */
function ends(all: readonly RunEvent[]): Readonly<Record<string, Pick<NodeFinished, "phase" | "message" | "outputs">>> {
  const finished = all.filter((event) => event.type === "node-finished");
  const root = finished.at(-1)!.node;
  return Object.fromEntries(
    finished.map(({ node, phase, message, outputs }) => [node.slice(root.length), { phase, message, outputs }]).sort(),
  );
}

const output = (all: readonly RunEvent[], node: string, name: string): unknown => JSON.parse(ends(all)[node]!.outputs[name]!);

describe.concurrent("a run", () => {
  it("does what every word of control flow says, nested, with hostile values", async () => {
    const all = await events(sample);
    expect(output(all, ".when-make-good.gather", "all")).toBe("a b|it's 10|10 ");
    expect(ends(all)[".say-2"]).toMatchObject({ phase: "Skipped", message: "when 'false' evaluated false" });
    expect(output(all, ".when-make-good.copy", "text")).toBe(`it's {{workflow.name}} $(HOME) "quoted"!`);
    expect(output(all, ".gather-3", "all")).toBe(
      'low and more|high "{{item}}" and more 1|2 low and morex|low and morey 5|10|20 low and morex|low and morey|high "{{item}}" and morex|high "{{item}}" and morey 5|10|20 high "{{item}}" and morex|high "{{item}}" and morey',
    );
  });

  it("of the compiled manifest is the same run", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
    expect((await pipewright(["compile", sample, "-o", folder])).code).toBe(0);
    const [fromSource, fromManifest] = await Promise.all([events(sample), events(join(folder, "control-flow.yaml"))]);
    expect(ends(fromManifest)).toEqual(ends(fromSource));
  });

  it("takes parameters for a manifest as Argo would, and refuses one that it does not have", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
    await pipewright(["compile", "examples/hello/pipeline.ts", "-o", folder]);
    const all = await events(join(folder, "hello.yaml"), "-p", "who=Ada");
    expect(output(all, ".shout", "shouted")).toBe("HELLO, ADA! HELLO, ADA!");
    const { code, stderr } = await pipewright(["run", join(folder, "hello.yaml"), "-p", "hwo=Ada"]);
    expect(stderr).toContain('error run-parameter-unknown\n  The manifest has no parameter "hwo". Did you mean "who"?\n');
    expect(code).toBe(1);
  });

  it("leaves manifest, events, logs and a report in a folder of its own", async () => {
    const all = await events("examples/hello/pipeline.ts");
    const [started] = all;
    const folder = started?.type === "run-started" ? started.folder : "";
    const kept = readFileSync(join(folder, "events.jsonl"), "utf8").trim().split("\n");
    expect(kept.map((line) => JSON.parse(line) as RunEvent)).toEqual(all);
    expect(readFileSync(join(folder, "manifest.yaml"), "utf8")).toContain("kind: WorkflowTemplate");
    expect(readFileSync(join(folder, "report.html"), "utf8")).toContain("<!doctype html>");
  });

  it("in a pipe is plain lines, ended by the report's path", async () => {
    const { stdout } = await pipewright(["run", "examples/hello/pipeline.ts", "-p", "who=you"]);
    const plain = stdout.replace(/[0-9.]+s/g, "0.0s").replace(/^ +/gm, "");
    expect(plain).toMatch(/^0\.0s {2}greet {2}started\n/m);
    expect(plain).toMatch(/^0\.0s {2}shout {2}\| HELLO, YOU! HELLO, YOU!\n/m);
    expect(plain).toMatch(/^report {2}.*report\.html\n$/m);
    expect(stdout).not.toContain("\x1b");
  });
});
