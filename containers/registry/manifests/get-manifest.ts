import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import type { Descriptor, ManifestBytes } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import type { Answer } from "../http/exchange.ts";
import { discardBody, TooLong } from "../http/read-body.ts";
import { registryError } from "../registry-error.ts";
import { manifestTypes } from "./media-types.ts";

/** Registries take up to 4 MiB, says the specification. */
const mostBytes = 4 * 1024 * 1024;
const accept = manifestTypes.join(", ");

/**
 * A manifest or an index, held to the digest by which it was asked for.
 * @param reference a tag or a digest
 * @returns undefined when there is none
 * @throws RegistryError `registry-blob-broken` when it is something else
 */
export async function getManifest(
  connection: RegistryConnection,
  repository: string,
  reference: string,
): Promise<ManifestBytes | undefined> {
  const { registry } = connection;
  const broken = (reason: string) =>
    registryError("registry-blob-broken", {
      registry,
      repository,
      what: reference,
      reason,
      help: "What lies in the registry is damaged: push it again.",
    });
  const found = await readManifest(connection, repository, reference, broken);
  if (found === undefined) return undefined;
  const { answer, bytes } = found;
  const said = answer.headers["docker-content-digest"];
  const algorithm = /^(sha\d+):/.exec(reference)?.[1] ?? "sha256";
  const digest = `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
  if (reference.includes(":") && digest !== reference) throw broken(`it is ${digest}`);
  if (!reference.includes(":") && typeof said === "string" && said.startsWith("sha256:") && said !== digest)
    throw broken(`it is ${digest}, and should be ${said}`);
  return { descriptor: { mediaType: mediaTypeOf(answer, bytes), digest, size: bytes.byteLength }, bytes };
}

/** What a tag leads to, without reading it. @returns undefined when there is none */
export async function describeManifest(
  connection: RegistryConnection,
  repository: string,
  reference: string,
): Promise<Descriptor | undefined> {
  const answer = await connection.request({
    method: "HEAD",
    to: pathOf(repository, reference),
    scopes: pull(repository),
    headers: { accept },
  });
  await discardBody(answer.body);
  if (answer.status === 404) return undefined;
  const { "docker-content-digest": digest, "content-length": length, "content-type": type } = answer.headers;
  // Not all tell it, and a refusal in words comes with GET alone.
  if (answer.status !== 200 || typeof digest !== "string" || length === undefined || type === undefined)
    return (await getManifest(connection, repository, reference))?.descriptor;
  return { mediaType: bareType(type), digest, size: Number(length) };
}

interface Read {
  readonly answer: Answer;
  readonly bytes: Uint8Array;
}

async function readManifest(
  connection: RegistryConnection,
  repository: string,
  reference: string,
  broken: (reason: string) => Error,
): Promise<Read | undefined> {
  const scopes = pull(repository);
  const ask = { method: "GET", to: pathOf(repository, reference), scopes, headers: { accept }, whole: mostBytes } as const;
  const answer = await connection.request(ask).catch((error: unknown) => {
    throw error instanceof TooLong ? broken(`it has more than ${mostBytes / 1024 / 1024} MiB`) : error;
  });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw await connection.refusal(answer, `Reading ${repository}:${reference}`, scopes);
  return { answer, bytes: await buffer(answer.body) };
}

const pathOf = (repository: string, reference: string): string => `${repository}/manifests/${reference}`;

const pull = (repository: string) => [{ repository, actions: "pull" }] as const;

const bareType = (header: string): string => header.split(";")[0]!.trim();

/** Its own word for what it is goes before the header's. */
function mediaTypeOf({ headers }: Answer, bytes: Uint8Array): string {
  try {
    const { mediaType } = JSON.parse(Buffer.from(bytes).toString()) as Readonly<Record<string, unknown>>;
    if (typeof mediaType === "string") return mediaType;
  } catch {
    // What is no JSON is for the reader to refuse.
  }
  return bareType(headers["content-type"] ?? "application/vnd.oci.image.manifest.v1+json");
}
