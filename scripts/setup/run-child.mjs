import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { inRoot } from "./root.mjs";

/**
 * Runs `node` with `args` in this terminal and gives its exit code.
 *
 * Ctrl-C reaches the child by itself, as it shares the terminal; this process only outlives it. Signals sent to this
 * process alone are handed on. A child that dies of a signal makes this process die of the same.
 */
export function runChild(node, args, { cwd = process.cwd() } = {}) {
  const env = { ...process.env };
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[pathName] = [dirname(node), inRoot("node_modules", ".bin"), env[pathName]].filter(Boolean).join(delimiter);
  return new Promise((done, fail) => {
    const child = spawn(node, args, { cwd, env, stdio: "inherit" });
    const handOn = (signal) => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, handOn);
    child.on("error", fail);
    child.on("close", (code, signal) => {
      for (const name of signals) process.off(name, handOn);
      if (signal !== null) process.kill(process.pid, signal);
      done(code ?? 1);
    });
  });
}
