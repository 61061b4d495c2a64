import { existsSync, readFileSync, statSync, utimesSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bareClone, type Clone } from "../helpers/bare-clone.ts";

let clone: Clone;
beforeEach(() => {
  clone = bareClone();
});
afterEach(() => clone.remove());
const numBuilds = () =>
  existsSync(clone.path("npm/builds")) ? readFileSync(clone.path("npm/builds"), "utf8").split("\n").length - 1 : 0;

describe("the command pipewright in a clone", () => {
  it("makes the clone ready first, and hands its arguments and exit code on", async () => {
    const first = await clone.pipewright(["check", "a.ts"]);
    expect(first).toMatchObject({ code: 5, stdout: `${process.version} check a.ts\n` });
    expect(clone.npmCalls()).toHaveLength(1);
    expect(await clone.pipewright(["check"])).toMatchObject({ code: 5, stdout: `${process.version} check\n`, stderr: "" });
    expect(numBuilds()).toBe(1);
  });

  it("is built again after a change of a source, and not after a mere touch", async () => {
    await clone.pipewright([]);
    clone.write("dsl/when.ts", "export const when = 1;");
    await clone.pipewright([]);
    expect(numBuilds()).toBe(2);
    const { atime, mtime } = statSync(clone.path("dsl/when.ts"));
    utimesSync(clone.path("dsl/when.ts"), atime, new Date(mtime.getTime() + 60_000));
    await clone.pipewright([]);
    expect(numBuilds()).toBe(2);
  });

  it("is built once by two who start at the same time", async () => {
    const both = await Promise.all([clone.pipewright(["a"]), clone.pipewright(["b"])]);
    expect(both.map(({ stdout }) => stdout)).toEqual([`${process.version} a\n`, `${process.version} b\n`]);
    expect(numBuilds()).toBe(1);
  });

  it("says why it cannot be built", async () => {
    clone.write("scripts/build.mjs", "console.error('dsl/when.ts:3:1: expected ;'); process.exitCode = 1;");
    expect(await clone.pipewright([])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("pipewright: The build failed.\n\ndsl/when.ts:3:1: expected ;\n"),
    });
  });

  it.skipIf(process.platform === "win32")("runs on the Node that npm brings where the machine's is too old", async () => {
    const ended = await clone.pipewright(["check"], { nodeVersion: "v20.1.0" });
    expect(ended).toMatchObject({ code: 5, stdout: `${process.version} check\n` });
    expect(await clone.pipewright(["check"], { nodeVersion: "v20.1.0" })).toMatchObject({ code: 5, stderr: "" });
  });

  it("is where npx looks for it", async () => {
    await clone.pipewright([]);
    expect(existsSync(clone.path("node_modules/.bin/pipewright"))).toBe(true);
  });
});
