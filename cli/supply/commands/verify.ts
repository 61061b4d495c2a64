import { openRegistries } from "../../../containers/registry/registry-repository.ts";
import type { TrustedSigner } from "../../../containers/supply/cosign.ts";
import { isRight, type Verified } from "../../../containers/supply/verify-image.ts";
import { bytesWords } from "../../../util/bytes-words.ts";
import { asBuildProblems } from "../../build/as-build-problems.ts";
import { type ExitCode, exitCode } from "../../exit-codes.ts";
import { interruptible } from "../../interrupt.ts";
import { type Options, parseVerb } from "../../parse-args.ts";
import { reportDiagnostics } from "../../print-diagnostics.ts";
import { checkedRegistry } from "../../registry-option.ts";
import { UsageError } from "../../usage-error.ts";
import { lockedProject } from "../locked-project.ts";
import { areRight, verifyImages } from "../verify.ts";

const flags = {
  registry: { type: "string" },
  oci: { type: "string" },
  "insecure-registry": { type: "string", multiple: true },
  key: { type: "string" },
  identity: { type: "string" },
  issuer: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `pipewright images verify [component...]` */
export async function verifyCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("images verify", args, flags);
  const trusted = trustedOf(options);
  const project = await lockedProject();
  const registry = checkedRegistry(options.registry) ?? project.lock.registry;
  const { signal, end } = interruptible();
  const session = openRegistries({ insecure: options["insecure-registry"] ?? [], signal });
  try {
    const place = options.oci === undefined ? `in ${registry}` : `in oci:${options.oci}`;
    const result = await asBuildProblems(place, () =>
      verifyImages(project, paths, { registry, oci: options.oci, session, trusted }),
    );
    reportDiagnostics(result.problems);
    process.stdout.write(options.json === true ? `${JSON.stringify(result, undefined, 2)}\n` : result.images.map(line).join(""));
    return areRight(result) ? exitCode.fine : exitCode.problem;
  } catch (error) {
    if (signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    session.close();
    end();
  }
}

/** Whose signatures a person wants to see. @throws UsageError */
function trustedOf({ key, identity, issuer, oci }: Options<typeof flags>): TrustedSigner | undefined {
  if (key === undefined && identity === undefined && issuer === undefined) return undefined;
  if (oci !== undefined)
    throw new UsageError("Signatures lie in a registry: leave --oci out, or --key, --identity and --issuer.");
  if (key !== undefined && identity === undefined && issuer === undefined) return { key };
  if (key === undefined && identity !== undefined && issuer !== undefined) return { identity, issuer };
  throw new UsageError("Signatures are by --key, or by --identity and --issuer together.");
}

function line(one: Verified): string {
  const { key, digest, blobs, bytes, packages } = one;
  const what = `${blobs} blobs, ${bytesWords(bytes)}, ${packages} ${packages === 1 ? "package" : "packages"}`;
  return `${key}@${digest.slice(0, 19)}: ${isRight(one) ? `right: ${what}, as its bill of materials says` : "not right"}\n`;
}
