import type { Platform } from "../../containers/oci/image-store.ts";
import { givenBases } from "../build/bases.ts";
import { type BuildRequest, buildImages } from "../build/build-images.ts";
import { buildProgress } from "../build/build-progress.ts";
import { sourceDateEpoch } from "../build/source-date-epoch.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { type OptionSpec, type Options, oneOf, parseVerbArgs } from "../parse-args.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { checkedRegistry } from "../registry-option.ts";
import { UsageError } from "../usage-error.ts";

const flags = {
  registry: { type: "string" },
  push: { type: "boolean" },
  oci: { type: "string" },
  load: { type: "boolean" },
  platform: { type: "string", multiple: true },
  "base-from": { type: "string", multiple: true },
  "update-bases": { type: "boolean" },
  "insecure-registry": { type: "string", multiple: true },
  "no-attestations": { type: "boolean" },
  sign: { type: "boolean" },
  key: { type: "string" },
  profile: { type: "string" },
  json: { type: "boolean" },
  quiet: { type: "boolean" },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const platforms: readonly Platform[] = ["linux/amd64", "linux/arm64"];

export async function buildCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("build", args, flags);
  const { signal, end } = interruptible();
  const progress = buildProgress((line) => {
    if (options.quiet !== true) process.stderr.write(`${line}\n`);
  });
  try {
    const { images, registry, warnings, failures } = await buildImages(file, requestOf(options, signal), progress);
    if (signal.aborted) return exitCode.interrupted;
    reportDiagnostics([...warnings, ...failures]);
    for (const { name, image, isNew, sentBytes } of images) {
      const reference = `${registry}/${name.component}:${image.tag}@${image.digest}`;
      const { tag, digest, platforms: builtFor } = image;
      const whole = { ...name, reference, tag, digest, isNew, sentBytes, platforms: builtFor };
      process.stdout.write(`${options.json === true ? JSON.stringify(whole) : reference}\n`);
    }
    return failures.length === 0 ? exitCode.fine : exitCode.problem;
  } catch (error) {
    if (signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    end();
  }
}

function requestOf(options: Options<typeof flags>, signal: AbortSignal): BuildRequest {
  return {
    registry: checkedRegistry(options.registry),
    to: destinationOf(options),
    platforms: platformsOf(options.platform),
    bases: givenBases(options["base-from"]),
    updateBases: options["update-bases"] === true,
    insecure: options["insecure-registry"] ?? [],
    profile: options.profile,
    attestations: options["no-attestations"] !== true,
    signer: signerOf(options),
    epochSeconds: sourceDateEpoch(process.env["SOURCE_DATE_EPOCH"]),
    signal,
  };
}

function signerOf({ sign, key, oci, load }: Options<typeof flags>): BuildRequest["signer"] {
  if (key !== undefined && sign !== true) throw new UsageError("--key is what --sign signs with: give both.");
  if (sign === true && (oci !== undefined || load === true))
    throw new UsageError("--sign signs images in a registry: leave --oci and --load out.");
  return sign === true ? { key } : undefined;
}

function destinationOf({ push, oci, load }: Options<typeof flags>): BuildRequest["to"] {
  const said = [push === true && "--push", oci !== undefined && "--oci", load === true && "--load"].filter(
    (one) => one !== false,
  );
  if (said.length > 1) throw new UsageError(`${said[0]} and ${said[1]} exclude each other.`);
  if (oci === "") throw new UsageError("--oci wants a folder, such as out/images.");
  if (oci !== undefined) return { kind: "folder", folder: oci };
  return load === true ? { kind: "engine" } : { kind: "registry" };
}

function platformsOf(texts: readonly string[] | undefined): readonly Platform[] | undefined {
  const said = texts?.flatMap((text) => text.split(",")).map((text) => oneOf("platform", text, platforms)!);
  return said === undefined ? undefined : [...new Set(said)].sort();
}
