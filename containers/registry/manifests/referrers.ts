import { createHash } from "node:crypto";
import type { Descriptor, ManifestBytes } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import { discardBody, readBody } from "../http/read-body.ts";
import { getManifest } from "./get-manifest.ts";
import { indexType } from "./media-types.ts";
import { nextPage } from "./next-page.ts";

const mostBytes = 4 * 1024 * 1024;
const mostPages = 1000;

interface Index {
  readonly manifests: readonly Descriptor[];
}

/**
 * The manifests about another one: its SBOM, its provenance, its signatures. A registry that keeps no such list has it under a tag that is made of the digest.
 * @param artifactType only those of this kind
 */
export async function referrers(
  connection: RegistryConnection,
  repository: string,
  digest: string,
  artifactType?: string,
): Promise<readonly Descriptor[]> {
  const all = (await listed(connection, repository, digest, artifactType)) ?? (await tagged(connection, repository, digest));
  return artifactType === undefined ? all : all.filter((one) => one.artifactType === artifactType);
}

async function listed(connection: RegistryConnection, repository: string, digest: string, artifactType?: string) {
  const found: Descriptor[] = [];
  const scopes = [{ repository, actions: "pull" }] as const;
  const query = artifactType === undefined ? "" : `?${new URLSearchParams({ artifactType })}`;
  let to: string | URL | undefined = `${repository}/referrers/${digest}${query}`;
  for (let page = 0; to !== undefined && page < mostPages; page++) {
    const answer = await connection.request({ method: "GET", to, scopes, headers: { accept: indexType } });
    const isIndex = answer.status === 200 && (answer.headers["content-type"] ?? "").startsWith(indexType);
    if (
      page === 0 &&
      (answer.status === 404 || answer.status === 405 || answer.status === 400 || (answer.status === 200 && !isIndex))
    ) {
      await discardBody(answer.body);
      return undefined;
    }
    if (answer.status !== 200) throw await connection.refusal(answer, `Asking what belongs to ${digest}`, scopes);
    found.push(...indexIn(await readBody(answer.body, mostBytes)).manifests);
    to = nextPage(answer);
  }
  return found;
}

async function tagged(connection: RegistryConnection, repository: string, digest: string): Promise<readonly Descriptor[]> {
  const index = await getManifest(connection, repository, tagOf(digest));
  return index === undefined ? [] : indexIn(index.bytes).manifests;
}

/** Writes a manifest into the list of those about its subject, for a registry that does not by itself. */
export async function addReferrer(
  connection: RegistryConnection,
  repository: string,
  subject: string,
  { descriptor, bytes }: ManifestBytes,
  put: (tag: string, index: ManifestBytes) => Promise<void>,
): Promise<void> {
  // One after the other: each reads the list before it writes it.
  await connection.inTurn(`${repository}@${subject}`, async () => {
    const known = await tagged(connection, repository, subject);
    if (known.some(({ digest }) => digest === descriptor.digest)) return;
    const { artifactType, config, annotations } = JSON.parse(Buffer.from(bytes).toString()) as {
      readonly artifactType?: string;
      readonly config?: Descriptor;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    const type = artifactType ?? config?.mediaType;
    const { mediaType, digest, size } = descriptor;
    const entry = {
      mediaType,
      digest,
      size,
      ...(type === undefined ? {} : { artifactType: type }),
      ...(annotations === undefined ? {} : { annotations }),
    };
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: [...known, entry] }));
    const name = `sha256:${createHash("sha256").update(index).digest("hex")}`;
    await put(tagOf(subject), { descriptor: { mediaType: indexType, digest: name, size: index.byteLength }, bytes: index });
  });
}

/** `sha256:ab…` as a tag: `sha256-ab…`. */
const tagOf = (digest: string): string => digest.replace(":", "-");

function indexIn(bytes: Uint8Array): Index {
  const { manifests } = JSON.parse(Buffer.from(bytes).toString()) as Partial<Index>;
  return { manifests: Array.isArray(manifests) ? manifests : [] };
}
