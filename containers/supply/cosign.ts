import { spawn } from "node:child_process";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { ImageError } from "../images/image-error.ts";
import type { ImageSource } from "../oci/image-store.ts";

/** By what an image is signed: a key, or without one whoever cosign's login says that one is. */
export interface Signer {
  /** A file, or what cosign takes for one: `awskms://…`. */
  readonly key: string | undefined;
}

/** Whose signatures count. */
export type TrustedSigner =
  | { readonly key: string }
  /** Who signed without a key, and who vouches for that name. */
  | { readonly identity: string; readonly issuer: string };

interface Said {
  readonly code: number | null;
  readonly text: string;
}

/** Signing is cosign's: it is not part of Pipewright. @throws ImageError `cosign-missing` */
export async function requireCosign(): Promise<void> {
  const { code, text } = await cosign(["version"]);
  if (code !== 0) throw new ImageError([problem("cosign-missing", { reason: lastLine(text) })]);
}

/**
 * Signs an image by its digest; the signature lies beside it.
 *
 * What a key has signed is not put into the public log, which would tell the world what a private registry is called; without a key that log is what makes the
 * signature worth something.
 * @throws ImageError `image-not-signed`
 */
export async function signImage(reference: string, { key }: Signer): Promise<void> {
  const how = key === undefined ? [] : ["--key", key, "--tlog-upload=false"];
  const { code, text } = await cosign(["sign", "--yes", ...how, reference]);
  if (code !== 0) throw new ImageError([problem("image-not-signed", { image: reference, reason: lastLine(text) })]);
}

/** Whether somebody has signed an image: under a tag as cosign 2 does it, or in the list of what belongs to it as cosign 3 does. */
export async function isSigned(source: ImageSource, digest: string): Promise<boolean> {
  if ((await source.manifest(`${digest.replace(":", "-")}.sig`)) !== undefined) return true;
  const beside = (await source.referrers?.(digest)) ?? [];
  return beside.some(({ artifactType }) => artifactType?.startsWith("application/vnd.dev.sigstore.bundle") === true);
}

/** Why an image is not signed by somebody who counts; undefined when it is. @throws ImageError `cosign-missing` */
export async function signatureProblem(reference: string, trusted: TrustedSigner): Promise<string | undefined> {
  const how =
    "key" in trusted
      ? ["--key", trusted.key, "--insecure-ignore-tlog=true"]
      : ["--certificate-identity", trusted.identity, "--certificate-oidc-issuer", trusted.issuer];
  const { code, text } = await cosign(["verify", ...how, reference]);
  return code === 0 ? undefined : lastLine(text);
}

/** Runs it where a person can answer what it asks, such as for a key's password. */
function cosign(args: readonly string[]): Promise<Said> {
  return new Promise((done) => {
    const child = spawn("cosign", args, { stdio: ["inherit", "ignore", "pipe"] });
    let text = "";
    child.stderr.on("data", (part: Buffer) => {
      text = (text + part.toString()).slice(-8_000);
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      done({ code: null, text: error.code === "ENOENT" ? "there is no cosign on the PATH" : error.message });
    });
    child.once("close", (code) => done({ code, text }));
  });
}

/** What a program says last of what is wrong; cosign repeats it behind a warning of how it is called. */
function lastLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !/^main\.go:/.test(line)).at(-1) ?? "it said nothing";
  return said.replace(/^(Error|error|ERROR): /, "").replace(/\.$/, "");
}
