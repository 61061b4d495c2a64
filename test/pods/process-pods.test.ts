import { spawn } from "node:child_process";
import { lstatSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { baseEnvironment, NodeProcesses } from "../../runner/pods/process/node-processes.ts";
import { processPods } from "../../runner/pods/process/process-pods.ts";
import { handedOver, playground, podOf } from "./helpers/play-pods.ts";
import { tempFolder } from "./helpers/temp-folder.ts";

const processes = new NodeProcesses(baseEnvironment(), 1);
afterAll(() => processes.end());

const image = "registry/own:c-0123456789abcdef";

/** A runner whose only component is this program. */
function runner(program: string) {
  const at = playground({ env: { TOKEN: "t" } });
  const main = join(at.folder, "main.mjs");
  writeFileSync(main, program);
  const options = {
    ...at.options,
    processes,
    bundleMain: () => main,
    compileCache: join(at.folder, "cache"),
    seed: 7,
    requireGpu: false,
  };
  return { at, pods: processPods(options) };
}

describe("pods of our own components", () => {
  it("read and write in their own folders, whose files come from the store and go to it without a copy", async () => {
    const { at, pods } = runner(`
      import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
      const { PIPEWRIGHT_IN, PIPEWRIGHT_OUT, PIPEWRIGHT_SEED, A, TOKEN } = process.env;
      mkdirSync(PIPEWRIGHT_OUT + "/artifacts");
      writeFileSync(PIPEWRIGHT_OUT + "/artifacts/copy", readFileSync(PIPEWRIGHT_IN + "/text", "utf8") + "!");
      writeFileSync(PIPEWRIGHT_OUT + "/p", [PIPEWRIGHT_SEED, A, TOKEN].join() + "\\n");
      writeFileSync(PIPEWRIGHT_OUT + "/outputs.json", JSON.stringify({ artifacts: { copy: { type: "Text", digest: "sha256:1", bytes: 3 } } }));
      console.log("said");
    `);
    await at.options.store.save("text", async (path) => writeFileSync(path, "hi"));
    const template: Template = {
      inputs: { artifacts: [{ name: "text", path: "/pipewright/in/text", s3: { key: "text" } }] },
      container: {
        image,
        env: [
          { name: "A", value: "1" },
          { name: "TOKEN", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
        ],
      },
      outputs: {
        parameters: [{ name: "p", valueFrom: { path: "/pipewright/out/p" } }],
        artifacts: [{ name: "copy", path: "/pipewright/out/artifacts/copy", archive: { none: {} } }],
      },
    };
    expect(await pods.refusal(template)).toBeUndefined();
    const pod = podOf(template, at);
    const outcome = await pods.run(pod);
    expect(outcome).toMatchObject({ phase: "Succeeded", outputs: { parameters: { p: "7,1,t" }, result: "said", exitCode: "0" } });
    expect(outcome.artifactFacts?.copy).toMatchObject({ artifactType: "Text", digest: "sha256:1", bytes: 3 });
    expect(readFileSync(at.options.store.pathOf(handedOver(outcome, "copy").s3?.key ?? ""), "utf8")).toBe("hi!");
    expect(lstatSync(join(pod.folder, "in/text")).isSymbolicLink()).toBe(true);
  });

  it("say why they failed, and keep what they left", async () => {
    const { at, pods } = runner(`
      import { writeFileSync } from "node:fs";
      writeFileSync(process.env.PIPEWRIGHT_OUT + "/p", "left");
      writeFileSync(process.env.PIPEWRIGHT_TERMINATION_LOG, "the reason");
      process.exit(66);
    `);
    const template: Template = {
      container: { image },
      outputs: { parameters: [{ name: "p", valueFrom: { path: "/pipewright/out/p" } }] },
    };
    expect(await pods.run(podOf(template, at))).toMatchObject({
      phase: "Failed",
      message: "main: Error (exit code 66): the reason",
      outputs: { parameters: { p: "left" }, exitCode: "66" },
    });
  });

  it("over their memory limit are killed, inside of the heap and outside", async () => {
    const heap = runner("const all = []; for (;;) all.push(new Array(1e5).fill({}).map(() => ({})));");
    const limited: Template = { container: { image, resources: { limits: { memory: "64Mi" } } } };
    const inside = await heap.pods.run(podOf(limited, heap.at));
    expect(inside).toMatchObject({
      phase: "Failed",
      message: expect.stringMatching(/out of memory, its limit is 64Mi|OOMKilled \(exit code 137\)/),
    });
    const native = runner("const all = []; setInterval(() => all.push(Buffer.alloc(2 ** 24, 1)), 5);");
    const outside = await native.pods.run(podOf({ container: { image, resources: { limits: { memory: "256Mi" } } } }, native.at));
    expect(outside).toMatchObject({ phase: "Failed", message: "main: OOMKilled (exit code 137)", outputs: { exitCode: "137" } });
  });

  it("are refused without their code or their variables", async () => {
    const { at, pods } = runner("");
    expect(await pods.refusal({ container: { image: "busybox" } })).toEqual({
      why: 'its image "busybox" is none of Pipewright\'s',
      isOurs: false,
    });
    const env = [{ name: "NOWHERE", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }];
    expect((await pods.refusal({ container: { image, env } }))?.why).toMatch(/NOWHERE \(from the Secret "s"\)/);
    const other = processPods({
      ...at.options,
      processes,
      bundleMain: () => "/nowhere.mjs",
      compileCache: at.folder,
      seed: 1,
      requireGpu: false,
    });
    expect(await other.refusal({ container: { image } })).toMatchObject({ isOurs: true });
  });

  it("do not outlive a runner that is killed, nor does what they started", async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "pod"));
    const step = join(folder, "step.mjs");
    const lives = join(folder, "lives");
    writeFileSync(
      step,
      `import { spawn } from "node:child_process";
       import { appendFileSync } from "node:fs";
       spawn("sh", ["-c", "while true; do echo child >> ${lives}; sleep 0.1; done"], { stdio: "ignore" });
       setInterval(() => appendFileSync("${lives}", "step\\n"), 100);`,
    );
    const room = resolve(import.meta.dirname, "../../runner/pods/process/node-processes.ts");
    const program = `
      import { NodeProcesses } from ${JSON.stringify(room)};
      const processes = new NodeProcesses(process.env, 1);
      for (const flags of [[], ["--no-warnings"]])
        processes.start({ main: ${JSON.stringify(step)}, flags, cwd: ${JSON.stringify(folder)}, env: {}, compileCache: ${JSON.stringify(folder)} });
      setInterval(() => {}, 1000);`;
    const main = join(folder, "runner.ts");
    writeFileSync(main, program);
    const killed = spawn(process.execPath, [main], { stdio: "ignore" });
    await expect.poll(() => linesOf(lives).filter((line) => line === "child").length, { timeout: 20_000 }).toBeGreaterThan(4);
    killed.kill("SIGKILL");
    await expect
      .poll(
        async () => {
          const before = linesOf(lives).length;
          await new Promise((done) => setTimeout(done, 500));
          return linesOf(lives).length - before;
        },
        { timeout: 20_000 },
      )
      .toBe(0);
  });
});

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}
