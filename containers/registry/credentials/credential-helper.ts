import { spawn } from "node:child_process";
import { visibleText } from "../../../util/visible-text.ts";
import type { FoundCredential } from "./credential.ts";

/** People may have to say yes to a keychain. */
const longestMilliseconds = 60_000;
const mostBytes = 1024 * 1024;

/**
 * Asks a program `docker-credential-<name>` for a login, by the protocol of Docker's credential helpers: the server's name on its input, JSON on its output.
 * @param server as it is filed: `ghcr.io`, `https://index.docker.io/v1/`
 */
export async function askHelper(
  name: string,
  server: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundCredential> {
  const program = `docker-credential-${name}`;
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return trouble(`"${name}" is no name of a credential helper`);
  const { code, stdout, stderr, problem } = await run(program, server, environment);
  if (problem !== undefined) return trouble(problem);
  if (code !== 0) {
    const said = `${stdout}${stderr}`;
    if (/credentials not found|not found in native keychain/i.test(said)) return { credential: undefined };
    // Its output may hold a secret; what it prints as an error is for people.
    const reason = visibleText(stderr.trim() || (stdout.startsWith("{") ? "" : stdout.trim())).slice(0, 200);
    return trouble(`${program} ended with ${code}${reason === "" ? "" : `: ${reason}`}`);
  }
  return readAnswer(program, stdout);
}

function readAnswer(program: string, stdout: string): FoundCredential {
  try {
    const { Username: user, Secret: secret } = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    if (typeof user !== "string" || typeof secret !== "string" || secret === "") return { credential: undefined };
    return user === "<token>"
      ? { credential: { secret: { kind: "refresh-token", token: secret }, place: program } }
      : { credential: { secret: { kind: "password", user, password: secret }, place: program } };
  } catch {
    return trouble(`${program} printed no JSON`);
  }
}

const trouble = (reason: string): FoundCredential => ({
  credential: undefined,
  trouble: {
    reason,
    help: "Install that program or log in again: docker login; the name of the program is in Docker's config.json.",
  },
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly problem: string | undefined;
}

function run(program: string, input: string, environment: Readonly<Record<string, string | undefined>>): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, ["get"], {
      env: environment as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "pipe"],
      timeout: longestMilliseconds,
    });
    const said = { stdout: "", stderr: "" };
    const take = (name: "stdout" | "stderr") => (chunk: Buffer) => {
      if (said[name].length < mostBytes) said[name] += chunk.toString();
    };
    child.stdout.on("data", take("stdout"));
    child.stderr.on("data", take("stderr"));
    child.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "is not there" : `does not start: ${error.message}`;
      resolve({ code: null, ...said, problem: `${program} ${reason}` });
    });
    child.once("close", (code, signal) =>
      resolve({ code, ...said, problem: signal === null ? undefined : `${program} was ended by ${signal}` }),
    );
    // One that ends without reading is told by its exit code.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
