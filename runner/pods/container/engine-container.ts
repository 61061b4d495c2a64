import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { exitCodeOf } from "../exit-code.ts";
import type { ContainerEnd, RunningContainer } from "../place.ts";
import { type Engine, engineEnv, runEngine } from "./engine.ts";

/** What the engine knows of a container that has ended. */
interface State {
  readonly OOMKilled?: boolean;
  readonly ExitCode?: number;
  readonly Error?: string;
  readonly StartedAt?: string;
}

/** A container of an engine, started and listened to. */
export class EngineContainer implements RunningContainer {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ended: Promise<ContainerEnd>;
  readonly #engine: Engine;
  readonly #name: string;
  readonly #attached: ChildProcess;

  constructor(engine: Engine, name: string, program: string) {
    this.#engine = engine;
    this.#name = name;
    this.#attached = spawn(engine.program, ["start", "--attach", name], {
      stdio: ["ignore", "pipe", "pipe"],
      env: engineEnv(),
      detached: true,
    });
    this.stdout = this.#attached.stdout!;
    this.stderr = this.#attached.stderr!;
    let said = "";
    this.stderr.on("data", (part: Buffer) => (said = (said + part.toString("latin1")).slice(-4096)));
    this.ended = exitCodeOf(this.#attached).then((code) => this.#endOf(code, said, program));
  }

  pid(): undefined {
    return undefined;
  }

  signal(signal: "SIGTERM" | "SIGKILL"): void {
    void runEngine(this.#engine.program, ["kill", "--signal", signal, this.#name]).catch(() => undefined);
  }

  async exec(command: readonly string[], timeoutSeconds: number): Promise<number> {
    const { code } = await runEngine(this.#engine.program, ["exec", this.#name, ...command], timeoutSeconds);
    return code;
  }

  async ip(): Promise<string> {
    const format = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";
    const { stdout } = await runEngine(this.#engine.program, ["inspect", "--format", format, this.#name]);
    return stdout.toString().trim().split(" ")[0] || "127.0.0.1";
  }

  async #endOf(attachedCode: number, said: string, program: string): Promise<ContainerEnd> {
    const { stdout } = await runEngine(this.#engine.program, ["inspect", "--format", "{{json .State}}", this.#name]);
    const { OOMKilled = false, ExitCode = attachedCode, Error: problem = "" } = parsed(stdout.toString());
    const words = `${problem} ${said}`;
    if ([125, 126, 127].includes(attachedCode)) {
      const start = startProblem(words, program);
      if (start !== undefined) return { exitCode: 64, message: start };
    }
    return { exitCode: ExitCode, ...(OOMKilled && { oomKilled: true }) };
  }
}

function parsed(json: string): State {
  try {
    return JSON.parse(json) as State;
  } catch {
    return {};
  }
}

/** A program that is not in the image, in the words in which Argo's emissary would say it. */
function startProblem(words: string, program: string): string | undefined {
  const name = JSON.stringify(program);
  if (/executable file.*not found in \$PATH/.test(words))
    return `failed to find name in PATH: exec: ${name}: executable file not found in $PATH`;
  if (/no such file or directory/.test(words))
    return `failed to find name in PATH: exec: ${name}: stat ${program}: no such file or directory`;
  if (/is a directory/.test(words)) return `failed to find name in PATH: exec: ${name}: is a directory`;
  if (/permission denied/i.test(words)) return `failed to find name in PATH: exec: ${name}: permission denied`;
  if (/exec format error/i.test(words)) return `failed to start command: fork/exec ${program}: exec format error`;
  return undefined;
}
