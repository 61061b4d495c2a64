import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bareClone, type Clone } from "../helpers/bare-clone.ts";

const onWindows = process.platform === "win32";
const npmIsBesideNode = ["node_modules/npm", "../lib/node_modules/npm"].some((folder) =>
  existsSync(join(dirname(process.execPath), folder)),
);
let clone: Clone;
beforeEach(() => {
  clone = bareClone();
});
afterEach(() => clone.remove());

describe("a bare clone", () => {
  it("gets its packages before the first verb, and not again", async () => {
    const first = await clone.setup(["generate"]);
    expect(first).toMatchObject({ code: 0, stdout: `${process.version}\n` });
    expect(first.stderr).toBe("pipewright: installing the project's dependencies (npm ci)\n");
    expect(await clone.setup(["generate"])).toMatchObject({ code: 0, stderr: "" });
    expect(clone.npmCalls()).toHaveLength(1);
  });

  it("gets them anew when the lock file asks for others", async () => {
    await clone.setup(["generate"]);
    clone.write("package-lock.json", JSON.stringify({ packages: { "node_modules/thing": { version: "2.0.0" } } }));
    await clone.setup(["generate"]);
    expect(clone.npmCalls()).toHaveLength(2);
  });

  it("keeps what a person's own npm ci brought", async () => {
    mkdirSync(clone.path("node_modules"));
    writeFileSync(clone.path("node_modules", ".package-lock.json"), readFileSync(clone.path("package-lock.json")));
    expect(await clone.setup(["generate"])).toMatchObject({ code: 0, stderr: "" });
    expect(clone.npmCalls()).toEqual([]);
  });

  it("is set up once by two who start at the same time", async () => {
    const both = await Promise.all([clone.setup(["generate"]), clone.setup(["generate"])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(clone.npmCalls()).toHaveLength(1);
  });

  it("does not wait for a setup that was killed", async () => {
    mkdirSync(clone.path(".cache", "setup.lock"), { recursive: true });
    writeFileSync(clone.path(".cache", "setup.lock", "owner"), `${hostname()} 999999999 1`);
    const started = Date.now();
    expect(await clone.setup(["generate"])).toMatchObject({ code: 0 });
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(existsSync(clone.path(".cache", "setup.lock"))).toBe(false);
  });
});

describe("a setup that cannot succeed", () => {
  const offline = "npm error code ENOTFOUND\nnpm error request to the registry failed";

  it("says in a sentence that the network is missing, and succeeds later", async () => {
    const failed = await clone.setup(["generate"], { env: { FAKE_NPM_ERROR: offline } });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toBe("");
    expect(failed.stderr).toContain(
      "pipewright: npm could not reach its registry: the first start needs the network once, later ones do not.\n",
    );
    expect(await clone.setup(["generate"])).toMatchObject({ code: 0 });
  });

  it.each([
    ["npm error code EACCES", "npm may not write to"],
    ["npm error code ENOSPC", "The disk is full"],
    ["npm error something else", "npm ci failed in"],
  ])("says what stands in the way: %s", async (error, sentence) => {
    const failed = await clone.setup(["generate"], { env: { FAKE_NPM_ERROR: error } });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(`pipewright: ${sentence}`);
    expect(failed.stderr).toContain(error);
  });

  it.skipIf(npmIsBesideNode)("says that npm is not on the PATH", async () => {
    rmSync(clone.path("npm"), { recursive: true });
    const failed = await clone.setup(["generate"], { env: { PATH: clone.folder } });
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("npm is not on the PATH: install Node 20 or newer with its npm, and try again.\n"),
    });
  });

  it("says that Node is older than 20", async () => {
    expect(await clone.setup(["generate"], { nodeVersion: "v18.20.0" })).toMatchObject({
      code: 1,
      stderr: "pipewright: Pipewright needs Node 20 or newer; this is v18.20.0.\n",
    });
  });

  it("lists the verbs when it gets none of them", async () => {
    const wrong = await clone.setup(["launch"]);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("start|test|build|check") });
  });
});

describe("the verb", () => {
  it.skipIf(onWindows)("runs on a Node that npm brings where the machine's is too old", async () => {
    const ended = await clone.setup(["generate"], { nodeVersion: "v20.1.0" });
    expect(ended).toMatchObject({ code: 0, stdout: `${process.version}\n` });
    expect(ended.stderr).toContain("installing Node 24, as this machine's is v20.1.0");
    expect(clone.npmCalls()).toEqual(["node", expect.stringContaining("pipewright-clone-")]);
    expect(await clone.setup(["generate"], { nodeVersion: "v20.1.0" })).toMatchObject({ code: 0, stderr: "" });
  });

  it("gives its exit code", async () => {
    expect((await clone.setup(["generate", "7"])).code).toBe(7);
  });

  it.skipIf(onWindows)("gets the signals, and its death by one is the setup's", async () => {
    clone.write(
      "scripts/generate.ts",
      "process.on('SIGTERM', () => { console.log('got it'); process.exit(3); }); console.log('up'); setInterval(() => {}, 1000);",
    );
    const ended = await clone.setup(["generate"], { whenItSpeaks: (pid) => process.kill(pid, "SIGTERM") });
    expect(ended).toMatchObject({ code: 3, stdout: "up\ngot it\n" });
    clone.write("scripts/generate.ts", "console.log('up'); setInterval(() => {}, 1000);");
    expect(await clone.setup(["generate"], { whenItSpeaks: (pid) => process.kill(pid, "SIGTERM") })).toMatchObject({
      code: null,
      signal: "SIGTERM",
    });
  });
});
