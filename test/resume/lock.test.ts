import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Holder, holderOf, lockRun, pastHolders } from "../../runner/run/run-lock.ts";
import { root } from "../helpers/cli.ts";
import { kill } from "./helpers/processes.ts";

const newFolder = (): string => mkdtempSync(join(tmpdir(), "pipewright-lock-"));

/** Another process that takes the lock when it is told to, says whether it has, and holds it until it ends. */
function locker(folder: string): { readonly child: ChildProcess; readonly go: () => void; readonly said: Promise<string> } {
  const code = `
    const { lockRun } = await import(${JSON.stringify(join(root, "runner/run/run-lock.ts"))});
    process.stdin.once("data", () => {
      try { lockRun(${JSON.stringify(folder)}, "mark-" + process.pid); console.log("held"); setInterval(() => {}, 1000); }
      catch (error) { console.log(error.code + ": " + error.message); process.exit(); }
    });
    console.log("ready");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  let ready = (): void => undefined;
  const isReady = new Promise<void>((resolve) => (ready = resolve));
  const said = new Promise<string>((resolve) =>
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.includes("ready")) ready();
      const [, second] = text.trim().split("\n");
      if (second !== undefined) resolve(second);
    }),
  );
  return { child, go: () => void isReady.then(() => child.stdin.write("go\n")), said };
}

const stale = (folder: string, change: Partial<Holder>): void => {
  const holder: Holder = { pid: process.pid, host: hostname(), since: Date.now(), ...change };
  writeFileSync(join(folder, "lock-1"), JSON.stringify(holder));
};

describe("a run's folder", { timeout: 120_000 }, () => {
  it("is held by one runner; the second says who holds it", async () => {
    const folder = newFolder();
    const first = locker(folder);
    first.go();
    expect(await first.said).toBe("held");
    expect(() => lockRun(folder)).toThrow(new RegExp(`^Process ${first.child.pid} works on this run, since 20`));
    expect(holderOf(folder)).toMatchObject({ pid: first.child.pid, mark: `mark-${first.child.pid}` });
    kill(first.child.pid);
    await new Promise((resolve) => first.child.once("exit", resolve));
    expect(holderOf(folder)).toBeUndefined();
    const letGo = lockRun(folder);
    expect(pastHolders(folder).map(({ pid }) => pid)).toEqual([first.child.pid, process.pid]);
    letGo();
    expect(holderOf(folder)).toBeUndefined();
    lockRun(folder)();
  });

  it.each(["no lock", "a stale lock"])("with %s is held by exactly one of eight that come at once", async (what) => {
    const folder = newFolder();
    if (what === "a stale lock") stale(folder, { boot: "another start of this machine" });
    const lockers = Array.from({ length: 8 }, () => locker(folder));
    for (const one of lockers) one.go();
    const said = await Promise.all(lockers.map((one) => one.said));
    for (const { child } of lockers) kill(child.pid);
    expect(said.filter((text) => text === "held")).toHaveLength(1);
    expect(said.filter((text) => text.startsWith("run-is-held: Process "))).toHaveLength(7);
    expect(readdirSync(folder).filter((name) => !/^lock-\d$/.test(name))).toEqual([]);
  });

  it.each([
    ["a process that is gone", { pid: 2 ** 22 + 1 }],
    ["a process whose number another one has by now", { started: "1" }],
    ["a process of before the machine was started again", { boot: "another" }],
  ])("is free when its lock is of %s", (_, change) => {
    const folder = newFolder();
    stale(folder, change);
    expect(holderOf(folder)).toBeUndefined();
    lockRun(folder)();
  });

  it.each(["", '{"pid": 1', "\0\0\0", "[]", "null"])("is free when its lock is half written: %j", (text) => {
    const folder = newFolder();
    writeFileSync(join(folder, "lock-1"), text);
    lockRun(folder)();
  });

  it("is taken when its lock is of another machine, of which nobody can tell", () => {
    const folder = newFolder();
    stale(folder, { host: "elsewhere", pid: 1 });
    try {
      lockRun(folder);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: "run-is-held",
        message: expect.stringContaining("Process 1 on elsewhere works on this run"),
        help: `Go on over there. If elsewhere is gone for good, delete ${join(folder, "lock-1")}.`,
      });
    }
    expect(readFileSync(join(folder, "lock-1"), "utf8")).not.toBe("");
  });
});
