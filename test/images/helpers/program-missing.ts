import { spawnSync } from "node:child_process";

/** Why a program can't be used here; undefined when it can. With CI=true its tests run, and fail. */
export function programMissing(program: string, args: readonly string[] = ["--version"]): string | undefined {
  const { error, status } = spawnSync(program, args, { stdio: "ignore" });
  if (error === undefined && status === 0) return undefined;
  return process.env["CI"] === undefined ? `${program} is not there: apt-get install ${program}` : undefined;
}
