import { spawn } from "node:child_process";
import { engineEnv, markLabel } from "../pods/container/engine.ts";
import { markVariable } from "./marked-processes.ts";

/**
 * Waits until the other end of its pipe is closed, which the system does however the runner ends, and then ends all that carries its mark. A
 * killed process may just have started another, so it looks again until nothing is left. (grep says "trouble" of every process that has ended
 * meanwhile, so that its exit code means nothing.)
 */
const script = `
trap '' INT TERM HUP
engines=
while read -r engine; do engines="$engines $engine"; done
for engine in $engines; do
  for id in $("$engine" ps --all --quiet --filter "label=${markLabel("$1")}" 2>/dev/null); do
    "$engine" rm --force --volumes "$id" >/dev/null 2>&1
  done
done
rounds=0
while [ $rounds -lt 50 ]; do
  files=$(grep -ls "${markVariable}=$1" /proc/[0-9]*/environ 2>/dev/null)
  [ -n "$files" ] || exit 0
  for file in $files; do
    pid=\${file#/proc/}
    kill -9 "\${pid%/environ}" 2>/dev/null
  done
  rounds=$((rounds + 1))
done
`;

export interface Watchdog {
  /** Has it end the containers of this runner that an engine has. */
  readonly watchEngine: (program: string) => void;
}

/**
 * A small process that outlives this one for a moment, to end what this one has started: steps, and what steps have started in groups or
 * sessions of their own. A runner that gets SIGKILL can't do it itself.
 */
export function startWatchdog(mark: string): Watchdog {
  if (process.platform !== "linux") return { watchEngine: () => undefined }; // nobody else tells the environment of a process
  const watchdog = spawn("/bin/sh", ["-c", script, "pipewright-watchdog", mark], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/", // so that nobody finds his own folder in use
    env: engineEnv(),
  });
  watchdog.on("error", () => undefined); // without a shell, --resume ends what is left
  watchdog.stdin.on("error", () => undefined);
  watchdog.unref();
  (watchdog.stdin as unknown as { unref: () => void }).unref();
  const known = new Set<string>();
  return {
    watchEngine: (program) => {
      if (!known.has(program)) watchdog.stdin.write(`${program}\n`);
      known.add(program);
    },
  };
}
