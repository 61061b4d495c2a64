import { spawn } from "node:child_process";
import { markVariable } from "../../run/marked-processes.ts";
import { asText } from "../as-text.ts";

/** A container engine's command line. */
export interface Engine {
  readonly program: string;
  readonly isPodman: boolean;
}

export type FoundEngine = Engine | { readonly why: string };

/** Docker or podman, whichever answers; docker first, as most who have both mean it. */
export async function findEngine(programs: readonly string[] = ["docker", "podman"]): Promise<FoundEngine> {
  const problems: string[] = [];
  for (const program of programs) {
    const version = await runEngine(program, ["version", "--format", "{{.Server.Version}}"]).catch(() => undefined);
    if (version?.code === 0) return { program, isPodman: await isPodman(program) };
    const said = version === undefined ? "is not installed" : (version.stderr.trim().split("\n").at(-1) ?? "does not answer");
    problems.push(`${program}: ${said}`);
  }
  return { why: `no container engine answers here (${problems.join("; ")})` };
}

/** What is called docker may be podman. */
async function isPodman(program: string): Promise<boolean> {
  const { stdout } = await runEngine(program, ["--version"]);
  return stdout.toString().toLowerCase().includes("podman");
}

/** The label by which the containers of a runner are known, as its processes are by their mark. */
export const markLabel = (mark: string): string => `dev.pipewright.runner=${mark}`;

/** An engine's own helpers serve others too, and are no processes of this run. */
export function engineEnv(): NodeJS.ProcessEnv {
  const { [markVariable]: _, ...env } = process.env;
  return env;
}

export interface EngineAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Calls the engine and waits for its end. @throws Error when it is not there */
export function runEngine(program: string, args: readonly string[], timeoutSeconds?: number): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const limit = timeoutSeconds === undefined ? {} : { timeout: timeoutSeconds * 1000 };
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: engineEnv(), ...limit });
    const parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on("data", (part: Buffer) => parts.stdout.push(part));
    child.stderr.on("data", (part: Buffer) => parts.stderr.push(part));
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(parts.stdout), stderr: asText(Buffer.concat(parts.stderr)) }),
    );
  });
}
