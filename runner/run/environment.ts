import { availableParallelism, release, totalmem } from "node:os";

/** The machine of a run, as far as results may depend on it. */
export const environmentOf = (): Readonly<Record<string, string>> => ({
  node: process.version,
  system: `${process.platform} ${process.arch} ${release()}`,
  cores: String(availableParallelism()),
  memory: `${Math.round(totalmem() / 2 ** 20)} MiB`,
});
