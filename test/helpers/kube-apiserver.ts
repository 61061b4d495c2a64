import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { withLock } from "../../scripts/setup/with-lock.mjs";
import { freePort } from "../pods/helpers/s3-server.ts";
import { type GoProgram, goProgram } from "./go-program.ts";
import { type ApiAccess, applyCrds, askReady } from "./kube-apiserver-requests.ts";

const sources = join(import.meta.dirname, "../kube-apiserver");
const crds = join(import.meta.dirname, "../argo-crd/crds");

/** A real API server with Argo's full CRDs, on loopback. */
export interface KubeApiServer extends ApiAccess {
  readonly folder: string;
  /** With a context each for `admin`, who may do all, and `nobody`, who may do nothing; namespace `default`. */
  readonly kubeconfig: string;
  /** Ends the server as a crash does; its data stay. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port, and waits until it is ready. */
  readonly start: () => Promise<void>;
  /** Ends all of it and removes its files. */
  readonly stop: () => Promise<void>;
}

/** The program of the API server, or why it can't be had. Built once, in minutes; then taken from the user's cache. */
export async function kubeApiserverProgram(): Promise<GoProgram> {
  if (spawnSync("etcd", ["--version"]).status !== 0) return { missing: "etcd is not installed" };
  const [, version = ""] = /k8s\.io\/kubernetes (v\S+)/.exec(readFileSync(join(sources, "go.mod"), "utf8")) ?? [];
  return await goProgram(sources, [`-ldflags=-s -w -X k8s.io/component-base/version.gitVersion=${version}`]);
}

/**
 * Starts etcd and an API server. The first start makes the CRDs and keeps etcd's files beside the program, so that later ones begin
 * with them.
 */
export async function startKubeApiserver(program: string): Promise<KubeApiServer> {
  const kept = join(dirname(program), `etcd-${hashOfCrds()}`);
  if (existsSync(kept)) return await startFrom(program, kept);
  return await withLock(async () => {
    if (existsSync(kept)) return await startFrom(program, kept);
    const first = await startFrom(program, undefined);
    await applyCrds(first, crds);
    await first.kill();
    await ended(etcds.get(first)!); // what it has answered is on the disk
    const made = `${kept}.${process.pid}`;
    cpSync(join(first.folder, "etcd"), made, { recursive: true });
    renameSync(made, kept);
    rmSync(first.folder, { recursive: true, force: true });
    return await startFrom(program, kept);
  }, `${kept}.lock`);
}

const etcds = new WeakMap<KubeApiServer, ChildProcess>();

async function startFrom(program: string, data: string | undefined): Promise<KubeApiServer> {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-apiserver-"));
  if (data !== undefined) cpSync(data, join(folder, "etcd"), { recursive: true });
  const [port, client, peer] = [await freePort(), await freePort(), await freePort()];
  const url = `https://127.0.0.1:${port}`;
  writeFiles(folder, url);
  const running = new Set<ChildProcess>();
  const begin = (name: string, file: string, args: readonly string[]): ChildProcess => {
    const child = spawn("sh", ["-c", withParent, "sh", file, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    const log: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => log.push(String(chunk)));
    child.once("exit", () => {
      running.delete(child);
      writeFileSync(join(folder, `${name}.log`), log.join(""));
    });
    running.add(child);
    return child;
  };
  const etcd = begin("etcd", "etcd", etcdArgs(folder, client, peer));
  let server: ChildProcess | undefined;
  const access: ApiAccess = { url, token: "admin-token", ca: join(folder, "certs", "apiserver.crt") };
  const start = async (): Promise<void> => {
    const begun = begin("apiserver", program, serverArgs(folder, port, client));
    server = begun;
    await askReady(access, () => {
      if (begun.exitCode !== null) throw new Error(`the API server ended with ${begun.exitCode}: ${lastOf(folder, "apiserver")}`);
      if (etcd.exitCode !== null) throw new Error(`etcd ended with ${etcd.exitCode}: ${lastOf(folder, "etcd")}`);
    });
  };
  const kill = async (): Promise<void> => {
    if (server !== undefined) await ended(server);
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...running].map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
  const made: KubeApiServer = { ...access, folder, kubeconfig: join(folder, "kubeconfig"), kill, start, stop };
  etcds.set(made, etcd);
  await start();
  return made;
}

/** Runs a program that is killed when the input of this shell ends: by us, or because this process is gone, whatever ended it. */
const withParent = `exec 3<&0; "$@" </dev/null 3<&- & program=$!; { cat <&3 >/dev/null; kill -9 $program; } >/dev/null 2>&1 & wait $program`;

/** Kills a program. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.stdin?.end();
  });
}

function etcdArgs(folder: string, client: number, peer: number): readonly string[] {
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  return [
    ...["--data-dir", join(folder, "etcd"), "--listen-client-urls", clients, "--advertise-client-urls", clients],
    // a member knows its peers by the address of its first start
    ...["--listen-peer-urls", peers, "--initial-advertise-peer-urls", "http://127.0.0.1:2380"],
    ...["--initial-cluster", "default=http://127.0.0.1:2380"],
  ];
}

function serverArgs(folder: string, port: number, etcd: number): readonly string[] {
  const key = join(folder, "service-accounts.pem");
  return [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    ...["--bind-address=127.0.0.1", `--secure-port=${port}`, `--cert-dir=${join(folder, "certs")}`],
    ...["--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none", "--service-cluster-ip-range=10.0.0.0/24"],
    ...["--service-account-issuer=https://pipewright.test", `--service-account-key-file=${key}`],
    `--service-account-signing-key-file=${key}`,
    ...[`--token-auth-file=${join(folder, "tokens.csv")}`, "--authorization-mode=RBAC"],
    "--disable-admission-plugins=ServiceAccount", // there is no controller that would make the accounts
    "--feature-gates=WatchList=false", // etcd 3.4 can't tell how far a watch is
  ];
}

function writeFiles(folder: string, url: string): void {
  mkdirSync(join(folder, "certs"));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(join(folder, "service-accounts.pem"), privateKey.export({ type: "pkcs1", format: "pem" }));
  writeFileSync(join(folder, "tokens.csv"), "admin-token,admin,1,system:masters\nnobody-token,nobody,2,nobodies\n");
  const cluster = { server: url, "certificate-authority": join(folder, "certs", "apiserver.crt") };
  const names = ["admin", "nobody"];
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "admin",
    clusters: [{ name: "test", cluster }],
    users: names.map((name) => ({ name, user: { token: `${name}-token` } })),
    contexts: names.map((name) => ({ name, context: { cluster: "test", user: name, namespace: "default" } })),
  };
  writeFileSync(join(folder, "kubeconfig"), JSON.stringify(config));
}

const lastOf = (folder: string, name: string): string => readFileSync(join(folder, `${name}.log`), "utf8").slice(-1500);

function hashOfCrds(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(crds).sort()) hash.update(name).update(readFileSync(join(crds, name)));
  return hash.digest("hex").slice(0, 16);
}
