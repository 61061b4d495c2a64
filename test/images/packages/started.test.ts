import { spawn } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../helpers/cli.ts";
import { testBase } from "../helpers/base.ts";
import { type OwnEngine, ownEngine } from "../helpers/own-engine.ts";
import { programMissing } from "../helpers/program-missing.ts";
import { type TestProject, testProject } from "../helpers/project.ts";

const source = `import { component, pipeline } from "pipewright";
import { z } from "zod";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const native = component({
  name: "native",
  outputs: { answers: z.array(z.number()) },
  run: async ({ log }) => {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const rows = (await connection.runAndReadAll("select 6 * 7 as answer")).getRows();
    const tf = await import("@tensorflow/tfjs-core");
    const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    setWasmPaths("/app/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
    await tf.setBackend("wasm");
    const sum = (await tf.matMul([[1, 2]], [[3], [4]]).array());
    const writable = ["/", "/app", "/tmp"].map((folder) => {
      try { writeFileSync(folder + "/probe", ""); return folder; } catch { return undefined; }
    }).filter((folder) => folder !== undefined);
    log.info(JSON.stringify({ user: process.getuid(), backend: tf.getBackend(), writable, pid: process.pid }));
    return { answers: [Number(rows[0][0]), sum[0][0]] };
  },
});

/** Processes by their states, but this one. */
const states = () => readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name) && name !== "1").map((pid) => {
  try { return readFileSync("/proc/" + pid + "/stat", "utf8").replace(/^.*\\) /s, "")[0]; } catch { return undefined; }
}).filter((state) => state !== undefined);

const parent = component({
  name: "parent",
  params: { mode: z.enum(["children", "orphans", "dead orphans", "wait"]) },
  outputs: { states: z.string() },
  run: async ({ params, log, signal }) => {
    const node = (code) => new Promise((done) => spawn(process.execPath, ["-e", code], { stdio: "ignore" }).once("exit", done));
    if (params.mode === "wait") {
      log.info("waiting");
      await sleep(60_000, undefined, { signal });
    }
    if (params.mode === "children") await Promise.all([node("0"), node("process.exit(3)"), node("process.kill(process.pid, 'SIGKILL')")]);
    // a child that leaves one behind, which this process becomes the parent of
    const left = (milliseconds) => "require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, " + milliseconds + ")'], { stdio: 'ignore', detached: true }).unref()";
    if (params.mode === "orphans") await node(left(600_000));
    if (params.mode === "dead orphans") {
      await node(left(0));
      while (states().some((state) => state !== "Z")) await sleep(20);
    }
    log.info("states " + states().join(""));
    return { states: states().join("") };
  },
});

export default pipeline({ name: "started" }, () => { native(); parent({ mode: "wait" }); });
`;

const absent = programMissing("podman") ?? programMissing("dpkg-deb");

describe.skipIf(absent !== undefined)(`a built image in podman ${absent ?? ""}`, () => {
  let made: OwnEngine = { missing: "not started" };
  let project: TestProject;
  const engine = () => {
    if (made.missing !== undefined) throw new Error(made.missing);
    return made;
  };

  beforeAll(async () => {
    const base = await testBase();
    if (base.missing !== undefined) throw new Error(base.missing);
    made = await ownEngine();
    project = testProject({ "pipeline.ts": source });
    for (const scope of ["@duckdb", "@tensorflow"])
      symlinkSync(join(root, "node_modules", scope), join(project.folder, "node_modules", scope));
    cpSync(join(root, "package-lock.json"), join(project.folder, "package-lock.json"));
    const built = await project.build(["--oci", "out", `--base-from=oci:${base.folder}`, "--platform", "linux/amd64"]);
    if (built.code !== 0) throw new Error(built.stderr);
    for (const name of ["native", "parent"]) {
      const { tag } = project.lock().images[name]![0]!;
      const pulled = engine().pull(join(project.folder, "out"), `${name}:${tag}`, `localhost/${name}:test`);
      expect(pulled.code, pulled.stderr).toBe(0);
    }
  }, 300_000);

  afterAll(() => {
    if (made.missing === undefined) made.remove();
    project?.remove();
  });

  /** As strict as a cluster can be: any user, nothing writable but /tmp, no network, no rights. */
  const strict = [
    ...["run", "--rm", "--network", "none", "--read-only", "--user", "12345:0", "--cap-drop", "ALL"],
    ...["--security-opt", "no-new-privileges", "--env", "PIPEWRIGHT_OUT=/tmp/out", "--env", "PIPEWRIGHT_IN=/tmp/in"],
  ];
  const run = (name: string, ...env: readonly string[]) =>
    engine().podman(...strict, ...env.flatMap((one) => ["--env", one]), `localhost/${name}:test`);

  it("computes with its native packages, as any user, with nothing writable but /tmp and without a network", {
    timeout: 120_000,
  }, () => {
    const { code, stdout, stderr } = run("native");
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout.trim())).toEqual({ user: 12345, backend: "wasm", writable: ["/tmp"], pid: 1 });
  });

  it("ends on SIGTERM though it is process 1, and says so by its code", { timeout: 120_000 }, async () => {
    const { env } = engine();
    const args = [...strict, "--name", "waiting", "--env", 'PIPEWRIGHT_PARAM_mode="wait"', "localhost/parent:test"];
    const child = spawn("podman", args, { env });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const ended = new Promise<number | null>((done) => child.once("close", done));
    while (!stdout.includes("waiting") && child.exitCode === null) await sleep(50);
    engine().podman("kill", "--signal", "TERM", "waiting");
    expect([await ended, stderr.trim()]).toEqual([143, "stopped: stopped before it was done"]);
  });

  it("leaves no zombie of the processes that a component starts, however these end", { timeout: 120_000 }, () => {
    const { code, stdout, stderr } = run("parent", 'PIPEWRIGHT_PARAM_mode="children"');
    expect([code, stdout.trim()], stderr).toEqual([0, "states"]);
  });

  it("ends when the component is done, though a process of nobody's is still at work", { timeout: 120_000 }, () => {
    const { code, stdout, stderr } = run("parent", 'PIPEWRIGHT_PARAM_mode="orphans"');
    expect(code, stderr).toBe(0);
    expect(stdout.trim()).toMatch(/^states [RSD]$/);
  });

  it("has nobody who waits for processes of nobody's that have ended: each keeps its number until the step ends", {
    timeout: 120_000,
  }, () => {
    const { code, stdout, stderr } = run("parent", 'PIPEWRIGHT_PARAM_mode="dead orphans"');
    expect([code, stdout.trim()], stderr).toEqual([0, "states Z"]);
  });
});
