import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleComponent } from "../../containers/build/bundle-component.ts";
import { encodeWire } from "../../util/wire-form.ts";
import { root } from "../helpers/cli.ts";

const source = `import { setTimeout as sleep } from "node:timers/promises";
import { readFileSync, writeFileSync } from "node:fs";
import { component, File } from "pipewright";
import { z } from "zod";
const greeting = JSON.stringify([process.env.GREETING, process.env.ROWS, process.env.PIPEWRIGHT_ENV_GREETING]);
export const work = component({
  name: "work",
  params: { text: z.string(), long: z.string().default(""), data: z.string().default(""), mode: z.enum(["quick", "slow", "deaf"]).default("quick") },
  inputs: { from: File },
  outputs: { made: File, said: z.string(), seed: z.int() },
  run: async ({ params, inputs, outputs, progress, signal, log, seed }) => {
    progress(1, 4);
    writeFileSync(outputs.made.path, "made of " + readFileSync(inputs.from.path, "utf8"));
    log.info("working");
    log.info(greeting);
    if (params.mode === "slow") await sleep(60_000, undefined, { signal });
    if (params.mode === "deaf") await new Promise((resolve) => setTimeout(resolve, 60_000));
    progress(4, 4);
    const data = params.data === "" ? "" : readFileSync(params.data, "utf8");
    return { said: params.text + params.long.length + data, seed };
  },
});
`;

/** The image of the component, as a folder: main.mjs, and a file of the project beside it. */
const image = mkdtempSync(join(tmpdir(), "pipewright-image-"));

beforeAll(async () => {
  mkdirSync(join(image, "node_modules"));
  symlinkSync(join(root, "node_modules/zod"), join(image, "node_modules/zod"));
  symlinkSync(root, join(image, "node_modules/pipewright"));
  writeFileSync(join(image, "work.ts"), source);
  const entrypoint = join(root, "containers/entrypoint/main.ts");
  const bundle = await bundleComponent(
    { name: "work", module: join(image, "work.ts") },
    { entrypoint, root: image, outFile: join(image, "main.mjs"), otherModules: [] },
  );
  writeFileSync(join(image, "main.mjs"), bundle.content().code);
  mkdirSync(join(image, "files/0123456789abcdef"), { recursive: true });
  writeFileSync(join(image, "files/0123456789abcdef/data.csv"), "a,b");
});

interface PodEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly folder: string;
  readonly message: string;
}

/** Runs the image as a pod would; `stopWhen` is a text of its log after which SIGTERM comes. */
function pod(
  params: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  stopWhen?: string,
): Promise<PodEnd> {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-pod-"));
  mkdirSync(join(folder, "in"));
  writeFileSync(join(folder, "in/from"), "input");
  const variables = Object.fromEntries(Object.entries(params).map(([name, value]) => [`PIPEWRIGHT_PARAM_${name}`, value]));
  const own = {
    PIPEWRIGHT_IN: join(folder, "in"),
    PIPEWRIGHT_OUT: join(folder, "out"),
    PIPEWRIGHT_TERMINATION_LOG: join(folder, "message"),
    ARGO_PROGRESS_FILE: join(folder, "progress"),
  };
  const child = spawn(process.execPath, [join(image, "main.mjs")], {
    env: { PATH: process.env.PATH, ...own, ...variables, ...env },
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (stopWhen !== undefined && stdout.includes(stopWhen)) child.kill("SIGTERM");
  });
  return new Promise((resolve) => {
    child.once("close", (code) => {
      const message = existsSync(join(folder, "message")) ? readFileSync(join(folder, "message"), "utf8") : "";
      resolve({ code, stdout, folder, message });
    });
  });
}

describe.concurrent("the program of an image", () => {
  it("reads parameters from the environment, from files and from the image's own files", async () => {
    const inputs = mkdtempSync(join(tmpdir(), "pipewright-in-"));
    mkdirSync(join(inputs, ".params"));
    writeFileSync(join(inputs, ".params/long"), JSON.stringify("x".repeat(200_000)));
    writeFileSync(join(inputs, "from"), "input");
    const { code, folder } = await pod(
      { text: '"it\\u0024"', data: '"pipewright-file:0123456789abcdef/data.csv"' },
      { PIPEWRIGHT_IN: inputs, PIPEWRIGHT_SEED: "42" },
    );
    expect(readFileSync(join(folder, "out/parameters/said"), "utf8")).toBe('"it\\u0024200000a,b"');
    expect(readFileSync(join(folder, "out/parameters/seed"), "utf8")).toBe("42");
    expect(readFileSync(join(folder, "out/artifacts/made"), "utf8")).toBe("made of input");
    expect(readFileSync(join(folder, "progress"), "utf8")).toBe("4/4");
    expect(code).toBe(0);
  });

  it("gives the component's module its variables byte for byte, and others as JSON", async () => {
    const greeting = '{{workflow.name}} $(HOME) $$ \\ " \u0001 ünï \u{1f422}';
    const { stdout, code } = await pod(
      { text: '"a"' },
      { PIPEWRIGHT_ENV_GREETING: encodeWire(greeting), PIPEWRIGHT_ENV_ROWS: encodeWire({ rows: [1, 2.5] }) },
    );
    expect(JSON.parse(stdout.split("\n")[1]!)).toEqual([greeting, '{"rows":[1,2.5]}', null]);
    expect(code).toBe(0);
  });

  it.each(["../../etc/passwd", "../..", "0123456789abcdef/..", "0123456789abcdef/a/../../b", "/etc/passwd"])(
    "takes %s for no file of the image",
    async (path) => {
      const { message, code } = await pod({ text: '"a"', data: JSON.stringify(`pipewright-file:${path}`) });
      expect(message).toContain('input: file-not-in-image: Parameter "data" names no file of the image');
      expect(code).toBe(66);
    },
  );

  it.each([
    [
      "is no JSON",
      { text: "plain" },
      'input: parameter-no-json: Parameter "text" is not JSON: plain Parameters travel as JSON text; text needs its quotes.',
    ],
    ["is missing", {}, 'input: parameter-wrong: Parameter "text" of "work": expected string, received undefined, got nothing.'],
  ])("ends with 66 when a parameter %s", async (_what, params, message) => {
    expect(await pod(params)).toMatchObject({ code: 66, message });
  });

  it("aborts its work on SIGTERM, and leaves no output", async () => {
    const { code, message, folder } = await pod({ text: '"a"', mode: '"slow"' }, {}, "working");
    expect({ code, message }).toEqual({ code: 143, message: "stopped: stopped before it was done" });
    expect(readdirSync(join(folder, "out"))).toEqual([]);
  });

  it("gives up on work that does not listen after the grace period", async () => {
    const { code, message } = await pod({ text: '"a"', mode: '"deaf"' }, { PIPEWRIGHT_GRACE_SECONDS: "1" }, "working");
    expect({ code, message }).toEqual({ code: 143, message: "stopped: did not stop within 1 s of SIGTERM" });
  });
});
