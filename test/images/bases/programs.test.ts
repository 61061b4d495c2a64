import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { missingLibraries } from "../../../containers/bases/gpu-cuda/missing-libraries.mjs";
import { findPackage } from "../../../containers/build/external-packages.ts";

const cuda = join(import.meta.dirname, "../../../containers/bases/gpu-cuda");

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-bases-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("fetch-checked.mjs", () => {
  /** A server that gives an archive after some answers of 503, and the program at work on it. */
  async function fetching({ sha256, busy = 0 }: { readonly sha256: (archive: Buffer) => string; readonly busy?: number }) {
    const folder = tempFolder();
    mkdirSync(join(folder, "lib"));
    writeFileSync(join(folder, "lib/binding.node"), "native");
    execFileSync("tar", ["-czf", join(folder, "a.tgz"), "-C", folder, "lib"]);
    const archive = readFileSync(join(folder, "a.tgz"));
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.writeHead(asked <= busy ? 503 : 200).end(asked <= busy ? "" : archive);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.tgz`;
    const child = spawn(process.execPath, [join(cuda, "fetch-checked.mjs"), "ADDON", "out"], {
      cwd: folder,
      env: { PATH: process.env.PATH, ADDON_URL: url, ADDON_SHA256: sha256(archive) },
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const code = await new Promise<number | null>((done) => child.once("close", done));
    return { code, stderr, asked, isUnpacked: existsSync(join(folder, "out/lib/binding.node")) };
  }

  const right = (archive: Buffer) => createHash("sha256").update(archive).digest("hex");

  it("unpacks what has the hash, and tries again where the server is busy", async () => {
    expect(await fetching({ sha256: right, busy: 1 })).toEqual({ code: 0, stderr: "", asked: 2, isUnpacked: true });
  });

  it("unpacks nothing else", async () => {
    const other = await fetching({ sha256: () => "0".repeat(64) });
    expect([other.code, other.isUnpacked]).toEqual([1, false]);
    expect(other.stderr).toMatch(/is not what was expected: sha256 [0-9a-f]{64} instead of 0{64}/);
  });

  it("fetches nothing without a hash", async () => {
    const none = await fetching({ sha256: () => "" });
    expect([none.code, none.asked]).toEqual([1, 0]);
    expect(none.stderr).toContain("--build-arg ADDON_SHA256=<64 hexadecimal digits> is wanted");
  });
});

describe.runIf(process.platform === "linux")("missing-libraries.mjs", () => {
  it("names what ldd does not find, and nothing that is there", () => {
    const native = `@duckdb/node-bindings-linux-${process.arch}`;
    const addon = join(findPackage(native, import.meta.dirname)!, "duckdb.node");
    const ldd = (file: string) => missingLibraries(execFileSync("ldd", [file], { encoding: "utf8", stdio: "pipe" }));
    expect(ldd(addon)).toEqual([]);
    const alone = join(tempFolder(), "duckdb.node");
    copyFileSync(addon, alone);
    expect(ldd(alone)).toEqual(["libduckdb.so"]);
    expect(existsSync(join(dirname(addon), "libduckdb.so"))).toBe(true);
  });
});

describe("preload.cjs", () => {
  it("gives Node what tfjs-node-gpu calls, and Node says nothing about it", () => {
    const asked = "const u = require('util'); console.log(u.isNullOrUndefined(null), u.isNullOrUndefined(0), u.isArray([]))";
    const { stdout, stderr } = spawnSync(process.execPath, ["--require", join(cuda, "preload.cjs"), "-e", asked], {
      encoding: "utf8",
    });
    expect([stdout.trim(), stderr]).toEqual(["true false true", ""]);
  });
});
