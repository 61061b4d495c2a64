import { openRegistries } from "../../../containers/registry/registry-repository.ts";
import { bytesWords } from "../../../util/bytes-words.ts";
import { buildProgress } from "../../build/build-progress.ts";
import { type ExitCode, exitCode } from "../../exit-codes.ts";
import { interruptible } from "../../interrupt.ts";
import { parseVerb } from "../../parse-args.ts";
import { checkedRegistry } from "../../registry-option.ts";
import { UsageError } from "../../usage-error.ts";
import { lockedProject } from "../locked-project.ts";
import { mirrorImages } from "../mirror.ts";

const flags = { "insecure-registry": { type: "string", multiple: true }, json: { type: "boolean" } } as const;

/** `pipewright images mirror <HOST/PATH>` */
export async function mirrorCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("images mirror", args, flags);
  const [registry, second] = paths;
  if (registry === undefined || second !== undefined)
    throw new UsageError(
      "pipewright images mirror wants a place in a registry, such as: pipewright images mirror ghcr.io/me/mirror",
    );
  checkedRegistry(registry);
  const project = await lockedProject();
  const { signal, end } = interruptible();
  const progress = buildProgress((line) => process.stderr.write(`${line}\n`));
  const session = openRegistries({ insecure: options["insecure-registry"] ?? [], signal, tell: progress.transfer });
  try {
    const images = await mirrorImages(project, registry, session, ({ from, sentBytes }) => {
      process.stderr.write(`${from}: ${sentBytes === 0 ? "nothing was to be sent" : `sent ${bytesWords(sentBytes)}`}\n`);
    });
    if (images.length === 0) process.stderr.write(`All bases and foreign images of images.lock.json lie in ${registry}.\n`);
    process.stdout.write(
      options.json === true ? `${JSON.stringify(images, undefined, 2)}\n` : images.map(({ to }) => `${to}\n`).join(""),
    );
    return exitCode.fine;
  } catch (error) {
    if (signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    session.close();
    end();
  }
}
