import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { withLock } from "../../../scripts/setup/with-lock.mjs";

const version = "v1.8.0";
const cache = resolve(import.meta.dirname, `../../../.cache/versitygw-${version}`);

export type S3Program = { readonly file: string } | { readonly missing: string };

/** A real S3-compatible server, built once where Go is. */
export async function s3Program(): Promise<S3Program> {
  const file = join(cache, "versitygw");
  if (existsSync(file)) return { file };
  mkdirSync(cache, { recursive: true });
  const env = { ...process.env, GOBIN: cache };
  const build = () => promisify(execFile)("go", ["install", `github.com/versity/versitygw/cmd/versitygw@${version}`], { env });
  try {
    await withLock(async () => (existsSync(file) ? undefined : await build()), join(cache, "lock"));
    return { file };
  } catch (error) {
    const { code, stderr, message } = error as { code?: string; stderr?: string; message: string };
    return {
      missing: code === "ENOENT" ? "Go is not installed" : `versitygw can't be built: ${stderr?.trim().slice(-300) ?? message}`,
    };
  }
}

export interface S3Server {
  readonly endpoint: string;
  readonly stop: () => void;
}

/** Starts the server over a folder, whose subfolders are buckets. */
export async function startS3(file: string, folder: string, access: string, secret: string): Promise<S3Server> {
  const port = await freePort();
  const args = ["--access", access, "--secret", secret, "--port", `127.0.0.1:${port}`, "posix", folder];
  const child = spawn(file, args, { stdio: "ignore" });
  for (let tries = 0; tries < 200 && !(await answers(port)); tries++) await new Promise((done) => setTimeout(done, 50));
  return { endpoint: `127.0.0.1:${port}`, stop: () => child.kill("SIGKILL") };
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => done(true)).once("error", () => done(false));
    socket.unref();
  });
}
