import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Template } from "../../../compiler/argo/model.generated.ts";
import { ownMark } from "../../run/marked-processes.ts";
import { exitCodeOf } from "../exit-code.ts";
import { killGroup } from "../kill-group.ts";
import type { ReadyContainer, RunningContainer } from "../place.ts";
import type { Pod } from "../pod.ts";
import { podContainers, scriptPath } from "../pod-containers.ts";

/** What of a template needs paths of its own; undefined when it only computes and prints. */
export function needsPaths(template: Template): string | undefined {
  const { inputs, outputs } = template;
  const input = inputs?.artifacts?.[0];
  if (input !== undefined) return `it reads the artifact "${input.name}" at ${input.path}`;
  const output = outputs?.artifacts?.find(({ path }) => path);
  if (output !== undefined) return `it leaves the artifact "${output.name}" at ${output.path}`;
  const value = outputs?.parameters?.find(({ valueFrom }) => valueFrom?.path);
  if (value !== undefined) return `it leaves the parameter "${value.name}" at ${value.valueFrom?.path}`;
  const containers = podContainers(template);
  const mount = containers.flatMap(({ mounts }) => mounts)[0];
  if (mount !== undefined) return `it mounts the volume "${mount.name}" at ${mount.mountPath}`;
  const placed = containers.find(({ spec }) => spec.workingDir);
  if (placed !== undefined) return `it works in ${placed.spec.workingDir}`;
  return containers.length > 1 ? "it has several containers" : undefined;
}

/** Runs a program that has no paths of its own, in a folder of its own. */
export function bareProcess(pod: Pod, container: ReadyContainer, path: readonly string[]): RunningContainer {
  const cwd = join(pod.folder, "tmp");
  mkdirSync(cwd, { recursive: true });
  mkdirSync(dirname(container.files.progress), { recursive: true });
  const script = join(pod.folder, "script");
  const [program = "", ...args] = [...container.command, ...container.args].map((arg) => (arg === scriptPath ? script : arg));
  const child = spawn(program, args, {
    cwd,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      HOME: cwd,
      TMPDIR: cwd,
      ARGO_PROGRESS_FILE: container.files.progress,
      ...ownMark(),
      ...container.env,
      PATH: container.env.PATH ?? [...path, process.env.PATH].join(":"),
    },
  });
  child.once("exit", () => killGroup(child, "SIGKILL"));
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    ended: exitCodeOf(child).then(
      (exitCode) => ({ exitCode }),
      ({ code, message }: NodeJS.ErrnoException) => ({ exitCode: 64, message: code === "ENOENT" ? notFound(program) : message }),
    ),
    pid: () => (child.exitCode === null && child.signalCode === null ? child.pid : undefined),
    signal: (signal) => killGroup(child, signal),
    exec: async ([name = "", ...rest], timeoutSeconds) =>
      exitCodeOf(spawn(name, rest, { cwd, stdio: "ignore", timeout: timeoutSeconds * 1000 })).catch(() => 1),
    ip: async () => "127.0.0.1",
  };
}

const notFound = (program: string): string =>
  `failed to find name in PATH: exec: ${JSON.stringify(program)}: ${program.includes("/") ? `stat ${program}: no such file or directory` : "executable file not found in $PATH"}`;
