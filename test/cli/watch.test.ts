import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../helpers/cli.ts";

const source = (what: string, extra = "") => `import { component, pipeline } from "pipewright";
import { z } from "zod";
import { word } from "./word.ts";
const say = component({ name: "say", params: { what: z.string() }, run: () => {} });
export default pipeline({ name: "watched" }, () => {
  say({ what: ${what} });
  say({ what: word });${extra}
});
`;

/** A command that goes on; everything that it says can be waited for, once. */
function watching(folder: string) {
  const child = spawn(process.execPath, [join(root, "cli/bin.mjs"), "compile", "pipeline.ts", "--watch"], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let wake = () => {};
  const hear = (chunk: Buffer) => {
    said += chunk;
    wake();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((done) => child.once("close", done));
  return {
    kill: () => child.kill("SIGINT"),
    ended,
    /** Everything up to and with the line that matches. */
    until: async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const found = pattern.exec(said);
        if (found !== null) {
          const text = said.slice(0, found.index + found[0].length);
          said = said.slice(text.length);
          return text;
        }
        await new Promise<void>((done) => {
          wake = done;
        });
      }
    },
  };
}

describe("compile --watch", () => {
  it("compiles again when a file of the project changes, says what changed, survives mistakes and ends with Ctrl-C", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pipewright-watch-"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "node_modules", "zod"), join(folder, "node_modules", "zod"));
    symlinkSync(root, join(folder, "node_modules", "pipewright"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    const manifest = () => readFileSync(join(folder, "out", "watched.yaml"), "utf8");
    write("word.ts", 'export const word = "hello";\n');
    write("pipeline.ts", source('"one"'));

    const { until, kill, ended } = watching(folder);
    expect(await until(/Ctrl-C ends it\.\n/)).toContain("out/watched.yaml: WorkflowTemplate and Workflow");

    write("pipeline.ts", source('"two"'));
    await until(/~ step "say"\n {4}argument "what": "one" → "two"\n/);
    expect(manifest()).toContain("value: '\"two\"'");

    // a module that it imports
    write("word.ts", 'export const word = "goodbye";\n');
    await until(/~ step "say-2"\n {4}argument "what": "hello" → "goodbye"\n/);

    // a mistake leaves the manifest as it is
    const before = manifest();
    write("pipeline.ts", source("3"));
    const problems = await until(/The manifest stays as it was\.\n/);
    expect(problems).toContain("error parameter-wrong-type  pipeline.ts:6:3");
    expect(manifest()).toBe(before);

    // mended, and with a step more
    write("pipeline.ts", source('"two"', '\n  say({ what: "three" });'));
    await until(/\+ step "say-3"\n {4}argument "what": "three"\n[\s\S]*No problems any more\.\n/);

    kill();
    expect(await ended).toBe(0);
    expect(await until(/Stopped watching\.\n/)).toBeTruthy();
  }, 60_000);
});
