import { didYouMean } from "../../util/did-you-mean.ts";
import type { ExitCode } from "../exit-codes.ts";
import { UsageError } from "../usage-error.ts";

type Command = (args: readonly string[]) => Promise<ExitCode>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  list: async () => (await import("../supply/commands/list.ts")).listCommand,
  mirror: async () => (await import("../supply/commands/mirror.ts")).mirrorCommand,
  size: async () => (await import("../supply/commands/size.ts")).sizeCommand,
  verify: async () => (await import("../supply/commands/verify.ts")).verifyCommand,
  why: async () => (await import("../supply/commands/why.ts")).whyCommand,
};

/** What is asked of images that are there. */
export async function imagesCommand([word, ...args]: readonly string[]): Promise<ExitCode> {
  const load = word === undefined ? undefined : Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (load !== undefined) return await (await load())(args);
  const names = Object.keys(commands);
  if (word === undefined) throw new UsageError(`pipewright images wants one of ${names.join(", ")}.`);
  throw new UsageError(`pipewright images has no "${word}".${didYouMean(word, names)} There are ${names.join(", ")}.`);
}
