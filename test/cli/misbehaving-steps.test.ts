import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NodeFinished, RunEvent } from "../../runner/event.ts";
import { type CliOptions, pipewright, root } from "../helpers/cli.ts";

interface MisbehavingRun {
  readonly code: number | null;
  readonly events: readonly RunEvent[];
  /** How the misbehaving step ended. */
  readonly step: NodeFinished;
  readonly folder: string;
}

async function run(how: string, options: CliOptions = {}, limited = true): Promise<MisbehavingRun> {
  const { code, stdout, stderr } = await pipewright(
    ["run", join(root, "test/cli/pipelines/misbehave.ts"), "-p", `how=${how}`, "-p", `limited=${limited}`, "--json"],
    options,
  );
  expect(stderr).toBe("");
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
  const step = events.find(
    (event): event is NodeFinished => event.type === "node-finished" && /\.misbehave(-2)?$/.test(event.node),
  )!;
  return { code, events, step, folder: (events[0] as { folder: string }).folder };
}

const artifactsOf = (folder: string): readonly string[] =>
  existsSync(join(folder, "artifacts")) ? readdirSync(join(folder, "artifacts")) : [];

describe.concurrent("a step that misbehaves", () => {
  it.each([
    ["throw", 1, "component: TypeError: x is not a function (test/cli/pipelines/misbehave.ts:9:11)"],
    ["throw-text", 1, "component: threw just text, which is no Error"],
    ["input", 66, 'input: no-rows: The file "a.csv" has a header and no rows. Give it rows.'],
    ["exit", 1, "component: called process.exit(0) before run was done"],
    ["exit-7", 7, "component: called process.exit(7) before run was done"],
    ["wait-for-ever", 1, "component: run waits for a promise that nothing will settle"],
    ["reject-later", 1, "component: Error: nobody caught it (test/cli/pipelines/misbehave.ts:22:44)"],
  ])("by %s fails with exit code %i, says whose fault it was, and leaves no output", async (how, exitCode, message) => {
    const { code, step, folder } = await run(how);
    expect(step).toMatchObject({
      phase: "Failed",
      exitCode,
      message: `main: Error (exit code ${exitCode}): ${message}`,
      outputs: {},
      artifacts: [],
    });
    expect(artifactsOf(folder)).toEqual([]);
    expect(code).toBe(1);
  });

  it("by taking more memory than its limit is killed, as on a cluster, or gives up itself", async () => {
    const { code, step, folder } = await run("memory");
    expect(`${step.phase} ${step.message}`).toMatch(
      /^Failed main: (OOMKilled \(exit code 137\)|Error \(exit code 134\): infrastructure: out of memory, its limit is 256Mi)$/,
    );
    expect(artifactsOf(folder)).toEqual([]);
    expect(code).toBe(1);
  });

  it.each([
    ["exit", 1, "component: called process.exit(0) before run was done"],
    ["wait-for-ever", 1, "component: run waits for a promise that nothing will settle"],
    ["throw", 1, "component: TypeError: x is not a function (test/cli/pipelines/misbehave.ts:9:11)"],
  ])("by %s does the same in a process that was started ahead of time", async (how, exitCode, message) => {
    const { step } = await run(how, {}, false);
    expect(step).toMatchObject({ phase: "Failed", message: `main: Error (exit code ${exitCode}): ${message}` });
  });

  it("by throwing shows the author's own line in the log", async () => {
    const { events } = await run("throw");
    const lines = events.flatMap((event) => (event.type === "node-log" ? [event.line] : []));
    const source = readFileSync(join(root, "test/cli/pipelines/misbehave.ts"), "utf8").split("\n");
    const line = source.findIndex((text) => text.includes("x is not a function")) + 1;
    expect(lines.join("\n")).toContain(`misbehave.ts:${line}:`);
  });

  it("by printing 11 MB succeeds; the log file has all of it, the events have a part", async () => {
    const { code, step, events, folder } = await run("flood");
    expect(code).toBe(0);
    expect(step.phase).toBe("Succeeded");
    const [log] = readdirSync(join(folder, "steps")).filter((name) => name.endsWith("misbehave"));
    expect(statSync(join(folder, "steps", log!, "log")).size).toBe(11_000_000);
    expect(events.filter(({ type }) => type === "node-log").length).toBeLessThanOrEqual(5002);
  });

  it("by leaving a process behind does not hold the run", async () => {
    const { code } = await run("leave-a-child");
    expect(code).toBe(0);
  });

  it.each(["stubborn", "deaf"])(
    "by being %s about SIGTERM is killed after the grace period when the run is stopped",
    async (how) => {
      let asked = false;
      const { code, step, events } = await run(how, {
        onStdout: (text, kill) => {
          if (asked || !text.includes('"node-started"') || !text.includes('.misbehave"')) return;
          asked = true;
          setTimeout(() => kill("SIGINT"), 1000);
        },
      });
      expect(step).toMatchObject({ phase: "Failed", message: "workflow shutdown with strategy:  Terminate" });
      expect(events.at(-1)).toMatchObject({ type: "run-finished", interrupted: true });
      expect(code).toBe(130);
    },
  );
});

/** A project on a disk of 24 MB: what is bundled fits, what the step writes does not. */
function tinyDisk(): { readonly folder: string; readonly remove: () => void } | string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-tiny-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    return `no disk of a few megabytes can be mounted here: ${(error as Error).message.split("\n")[0]}`;
  }
  return {
    folder,
    remove: () => {
      execFileSync("umount", [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

describe("a full disk", () => {
  const disk = tinyDisk();
  const skipped = typeof disk === "string" && process.env["CI"] === undefined;
  it.skipIf(skipped)(`fails the step as a fault of the machine${typeof disk === "string" ? ` (${disk})` : ""}`, async () => {
    if (typeof disk === "string") throw new Error(disk);
    try {
      mkdirSync(join(disk.folder, "node_modules"));
      for (const name of ["pipewright", "zod"])
        symlinkSync(name === "zod" ? join(root, "node_modules/zod") : root, join(disk.folder, "node_modules", name));
      writeFileSync(join(disk.folder, "package.json"), '{ "type": "module" }');
      writeFileSync(join(disk.folder, "pipeline.ts"), readFileSync(join(root, "test/cli/pipelines/misbehave.ts")));
      const { code, stdout } = await pipewright(["run", "pipeline.ts", "-p", "how=fill-the-disk"], { cwd: disk.folder });
      expect(stdout).toContain("main: Error (exit code 75): infrastructure: ENOSPC");
      expect(code).toBe(1);
    } finally {
      disk.remove();
    }
  });
});

describe("a folder that can't be written", () => {
  it("is said before anything starts", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    mkdirSync(join(folder, ".pipewright"));
    writeFileSync(join(folder, ".pipewright", "runs"), "a file where a folder should be");
    const manifest =
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {entrypoint: a, templates: [{name: a, suspend: {duration: '0'}}]}\n";
    writeFileSync(join(folder, "wait.yaml"), manifest);
    const { code, stderr, stdout } = await pipewright(["run", "wait.yaml"], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("error run-folder-not-writable\n  The folder of the run can't be written:");
  });
});
