import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
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

/** What a stream says, of which everything can be waited for, once. Two streams have no order between them. */
function hearing(stream: Readable) {
  let said = "";
  let wake = () => {};
  stream.on("data", (chunk: Buffer) => {
    said += chunk;
    wake();
  });
  /** Everything up to and with the line that matches. */
  return async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(said);
      if (found !== null) {
        const text = said.slice(0, found.index + found[0].length);
        said = said.slice(text.length);
        return text;
      }
      await new Promise<void>((done, fail) => {
        const late = setTimeout(() => fail(new Error(`${pattern} does not match ${JSON.stringify(said)}`)), 20_000);
        wake = () => {
          clearTimeout(late);
          done();
        };
      });
    }
  };
}

/** A command that goes on. */
function watching(folder: string) {
  const child = spawn(process.execPath, [join(root, "cli/bin.mjs"), "compile", "pipeline.ts", "--watch"], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return {
    kill: () => child.kill("SIGINT"),
    ended: new Promise<number | null>((done) => child.once("close", done)),
    printed: hearing(child.stdout),
    said: hearing(child.stderr),
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

    const { printed, said, kill, ended } = watching(folder);
    expect(await said(/Ctrl-C ends it\.\n/)).toContain("out/watched.yaml: WorkflowTemplate and Workflow");

    write("pipeline.ts", source('"two"'));
    await printed(/~ step "say"\n {4}argument "what": "one" → "two"\n/);
    expect(manifest()).toContain("value: '\"two\"'");

    // a module that it imports
    write("word.ts", 'export const word = "goodbye";\n');
    await printed(/~ step "say-2"\n {4}argument "what": "hello" → "goodbye"\n/);

    // a mistake leaves the manifest as it is
    const before = manifest();
    write("pipeline.ts", source("3"));
    const problems = await said(/The manifest stays as it was\.\n/);
    expect(problems).toContain("error parameter-wrong-type  pipeline.ts:6:3");
    expect(manifest()).toBe(before);

    // mended, and with a step more
    write("pipeline.ts", source('"two"', '\n  say({ what: "three" });'));
    await printed(/\+ step "say-3"\n {4}argument "what": "three"\n/);
    await said(/No problems any more\.\n/);

    kill();
    expect(await ended).toBe(0);
    expect(await said(/Stopped watching\.\n/)).toBeTruthy();
  }, 60_000);
});
