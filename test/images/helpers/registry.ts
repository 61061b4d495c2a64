import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why there is no registry to test with; undefined when there is one. Debian's package is `docker-registry`. */
export const registryMissing: string | undefined =
  spawnSync("docker-registry", ["--version"]).error === undefined
    ? undefined
    : "docker-registry is not there: apt-get install docker-registry";

/** A suite that needs the registry is left out where there is none; with CI=true it runs, and fails. */
export const withoutRegistry: boolean = registryMissing !== undefined && process.env["CI"] === undefined;

export interface TestRegistry {
  /** `127.0.0.1:41234` */
  readonly host: string;
  readonly url: string;
  /** Where it keeps its bytes. */
  readonly storage: string;
  /** What it printed until now. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface RegistryVariant {
  /** Lets these in, and nobody else. */
  readonly users?: Readonly<Record<string, string>>;
  /** Sends those who ask to this token server, whose certificate this is. */
  readonly token?: { readonly realm: string; readonly service: string; readonly issuer: string; readonly certificate: string };
  /** Speaks HTTPS by these files. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/**
 * Starts Debian's `docker-registry serve` on a port of this machine, with a storage of its own.
 * @throws Error with what it printed, when it does not start
 */
export async function startRegistry(variant: RegistryVariant = {}): Promise<TestRegistry> {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-registry-"));
  const storage = join(folder, "storage");
  mkdirSync(storage);
  // Another process may take the port between asking for it and listening.
  for (let attempt = 1; ; attempt++) {
    const started = await startAt(folder, storage, await freePort(), variant);
    if (started !== undefined) return started;
    if (attempt === 5) throw new Error("docker-registry found no free port");
  }
}

async function startAt(
  folder: string,
  storage: string,
  port: number,
  variant: RegistryVariant,
): Promise<TestRegistry | undefined> {
  const host = `127.0.0.1:${port}`;
  const config = join(folder, "config.yml");
  writeFileSync(config, JSON.stringify(configOf(folder, storage, host, variant)));
  const child = spawn("docker-registry", ["serve", config], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "" },
  });
  let log = "";
  child.stdout.on("data", (chunk) => (log += chunk));
  child.stderr.on("data", (chunk) => (log += chunk));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const listens = new Promise<boolean>((resolve) => {
    child.stderr.on("data", () => log.includes("listening on") && resolve(true));
    child.stdout.on("data", () => log.includes("listening on") && resolve(true));
    child.once("error", (error) => {
      log += error.message;
      resolve(false);
    });
    void ended.then(() => resolve(false));
  });
  if (!(await listens)) {
    if (log.includes("address already in use")) return undefined;
    throw new Error(`docker-registry did not start: ${log}`);
  }
  return {
    host,
    url: `${variant.tls === undefined ? "http" : "https"}://${host}`,
    storage,
    log: () => log,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** JSON is YAML. */
function configOf(folder: string, storage: string, addr: string, { users, token, tls }: RegistryVariant): unknown {
  const auth =
    users === undefined ? token && { token: tokenOf(token) } : { htpasswd: { realm: "test", path: passwords(folder, users) } };
  return {
    version: "0.1",
    log: { level: "info" },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: { addr, ...(tls === undefined ? {} : { tls: { certificate: tls.certificate, key: tls.key } }) },
    ...(auth === undefined ? {} : { auth }),
  };
}

const tokenOf = ({ realm, service, issuer, certificate }: NonNullable<RegistryVariant["token"]>) => ({
  realm,
  service,
  issuer,
  rootcertbundle: certificate,
});

function passwords(folder: string, users: Readonly<Record<string, string>>): string {
  const path = join(folder, "htpasswd");
  const lines = Object.entries(users).map(([user, password]) => {
    const made = spawnSync("htpasswd", ["-Bbn", "-C", "4", user, password], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(`htpasswd (Debian: apache2-utils) failed: ${made.error?.message ?? made.stderr}`);
    return made.stdout.trim();
  });
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

/** A port that nobody listens to at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
