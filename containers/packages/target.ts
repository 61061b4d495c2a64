import type { Platform } from "../oci/image-store.ts";

/** A platform in npm's words: what `os`, `cpu` and `libc` of a package are held against. */
export interface Target {
  readonly os: string;
  readonly cpu: string;
  /** Every base of Pipewright has glibc. */
  readonly libc: string;
}

const targets: Readonly<Record<Platform, Target>> = {
  "linux/amd64": { os: "linux", cpu: "x64", libc: "glibc" },
  "linux/arm64": { os: "linux", cpu: "arm64", libc: "glibc" },
};

/** The platform that an image is for, never the one it is made on. */
export const targetOf = (platform: Platform): Target => targets[platform];

/** What a package says of where it works; an empty list is "anywhere". */
export interface WorksOn {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
}

/** Whether a package is for a target. */
export function worksOn({ os, cpu, libc }: WorksOn, target: Target): boolean {
  return allows(os, target.os) && allows(cpu, target.cpu) && allows(libc, target.libc);
}

/** npm's rule: `!name` forbids one, and where any is named without it, only these are allowed. */
function allows(list: readonly string[], value: string): boolean {
  if (list.includes(`!${value}`)) return false;
  const named = list.filter((entry) => !entry.startsWith("!"));
  return named.length === 0 || named.includes("any") || named.includes(value);
}
