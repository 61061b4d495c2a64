import { execFile } from "node:child_process";
import type { Check } from "../../cluster/doctor/check.ts";

type Look = Pick<Check, "status" | "says" | "mend">;

const leastNode = 24;
const registrySeconds = 5;

/** Looks at what this machine has for pipelines. */
export async function checkMachine(registry: string): Promise<readonly Check[]> {
  const looks: readonly (readonly [string, Promise<Look>])[] = [
    ["Node", Promise.resolve(nodeLook(process.versions.node))],
    ["Container engine", engineLook()],
    ["Sandbox", sandboxLook()],
    ["Registry", registryLook(registry)],
  ];
  return await Promise.all(looks.map(async ([about, look]) => ({ where: "machine" as const, about, ...(await look) })));
}

const nodeLook = (version: string): Look =>
  Number(version.split(".")[0]) >= leastNode
    ? { status: "ok", says: version }
    : { status: "fail", says: `${version} is too old`, mend: `Install Node ${leastNode} or newer.` };

async function engineLook(): Promise<Look> {
  const mend = "Install podman or docker; it is for run --executor container and build --load alone.";
  for (const engine of ["podman", "docker"]) {
    const version = await output(engine, ["--version"]);
    if (version === undefined) continue;
    const works = await output(engine, ["info"]);
    if (works !== undefined) return { status: "ok", says: version };
    return { status: "warn", says: `${version} is there and does not work`, mend: `${engine} info says why.` };
  }
  return { status: "warn", says: "neither podman nor docker is there", mend };
}

async function sandboxLook(): Promise<Look> {
  const version = await output("bwrap", ["--version"]);
  if (version === undefined)
    return {
      status: "warn",
      says: "bwrap is not there: foreign steps run with paths of this machine",
      mend: "Install bubblewrap; it is for run --executor host alone.",
    };
  const works = await output("bwrap", ["--ro-bind", "/", "/", "true"]);
  if (works !== undefined) return { status: "ok", says: version };
  return { status: "warn", says: `${version} may not make namespaces here`, mend: "Allow unprivileged user namespaces." };
}

/** Any answer of the distribution API is one: a login is asked for when something is pushed. */
async function registryLook(registry: string): Promise<Look> {
  const host = registry.split("/")[0] ?? registry;
  const isLocal = /^(localhost|127\.)/.test(host);
  for (const scheme of isLocal ? ["http", "https"] : ["https"]) {
    try {
      const { status } = await fetch(`${scheme}://${host}/v2/`, { signal: AbortSignal.timeout(registrySeconds * 1000) });
      if (status === 200 || status === 401) return { status: "ok", says: `${host} answers` };
      return {
        status: "warn",
        says: `${host} answers with ${status}, not as a registry`,
        mend: "Look at the name: --registry HOST/PATH.",
      };
    } catch {
      // perhaps by the other scheme
    }
  }
  return { status: "warn", says: `${host} can't be reached`, mend: "Start it, or name another one: --registry HOST/PATH." };
}

const output = (program: string, args: readonly string[]): Promise<string | undefined> =>
  new Promise((done) => {
    execFile(program, [...args], { timeout: 10_000 }, (error, stdout) =>
      done(error === null ? (stdout.split("\n")[0] ?? "") : undefined),
    );
  });
