import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Whether, and how, bubblewrap can keep the paths of pods apart on this machine. */
export type Sandbox =
  | { readonly works: true; readonly program: string /** Options that all its calls have. */; readonly base: readonly string[] }
  | { readonly works: false; readonly why: string };

/** Best first: with processes of its own that see only one another; else with those of the machine in view. */
const variants: readonly (readonly string[])[] = [
  ["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--proc", "/proc"],
  ["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--ro-bind", "/proc", "/proc"],
  ["--unshare-pid", "--unshare-ipc", "--proc", "/proc"],
];

const always = ["--die-with-parent", "--new-session"];

let found: Promise<Sandbox> | undefined;

/** Tries bubblewrap, once. */
export function findSandbox(): Promise<Sandbox> {
  found ??= tryVariants();
  return found;
}

async function tryVariants(): Promise<Sandbox> {
  if (process.platform !== "linux")
    return { works: false, why: "bubblewrap runs on Linux only; use the container executor here" };
  const program = (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, "bwrap"))
    .find((file) => existsSync(file));
  if (program === undefined)
    return {
      works: false,
      why: 'bubblewrap is not installed: install the package "bubblewrap" (apt, dnf, pacman, apk), which has bwrap',
    };
  let said = "";
  for (const variant of variants) {
    const problem = await tryOnce(program, [...always, ...variant]);
    if (problem === undefined) return { works: true, program, base: [...always, ...variant] };
    said = problem;
  }
  return { works: false, why: `bubblewrap does not work on this machine: ${said}` };
}

function tryOnce(program: string, options: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, [...options, "--ro-bind", "/", "/", "--dev", "/dev", "true"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once("close", (code) =>
      resolve(code === 0 ? undefined : said.trim().split("\n").at(-1) || `bwrap ended with code ${code}`),
    );
  });
}
