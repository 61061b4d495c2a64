import { createHash } from "node:crypto";
import type { Descriptor, ManifestBytes } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import { discardBody } from "../http/read-body.ts";
import { getManifest } from "./get-manifest.ts";
import { indexType } from "./media-types.ts";
import { nextPage } from "./next-page.ts";
import { documentIn, readDocument } from "./read-document.ts";

const mostBytes = 4 * 1024 * 1024;
const mostPages = 1000;
/** The config of an artifact that has none. */
const emptyType = "application/vnd.oci.empty.v1+json";

/**
 * The manifests about another one: its SBOM, its provenance, its signatures. A registry that keeps no such list has it under a tag that is made of the digest.
 *
 * The registry is not asked for one kind alone: some know kinds by the config's media type only, which for artifacts without a config says nothing. Those are
 * looked into.
 * @param artifactType only those of this kind
 */
export async function referrers(
  connection: RegistryConnection,
  repository: string,
  digest: string,
  artifactType?: string,
): Promise<readonly Descriptor[]> {
  const found = (await listed(connection, repository, digest)) ?? (await tagged(connection, repository, digest));
  const all = await Promise.all(found.map((one) => withKind(connection, repository, one)));
  return artifactType === undefined ? all : all.filter((one) => one.artifactType === artifactType);
}

async function withKind(connection: RegistryConnection, repository: string, descriptor: Descriptor): Promise<Descriptor> {
  if (descriptor.artifactType !== undefined && descriptor.artifactType !== emptyType) return descriptor;
  const manifest = await getManifest(connection, repository, descriptor.digest);
  const kind =
    manifest === undefined ? undefined : kindOf(documentIn(connection, manifest.bytes, `Reading ${descriptor.digest}`));
  return kind === undefined ? descriptor : { ...descriptor, artifactType: kind };
}

/** What an artifact says that it is; by the config's media type where it says nothing else. */
function kindOf({ artifactType, config }: Artifact): string | undefined {
  return artifactType ?? config?.mediaType;
}

interface Artifact {
  readonly artifactType?: string;
  readonly config?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

async function listed(connection: RegistryConnection, repository: string, digest: string) {
  const found: Descriptor[] = [];
  const request = `Asking what belongs to ${digest}`;
  const scopes = [{ repository, actions: "pull" }] as const;
  let to: string | URL | undefined = `${repository}/referrers/${digest}`;
  for (let page = 0; to !== undefined && page < mostPages; page++) {
    const answer = await connection.request({ method: "GET", to, scopes, headers: { accept: indexType }, whole: mostBytes });
    const isIndex = answer.status === 200 && (answer.headers["content-type"] ?? "").startsWith(indexType);
    if (
      page === 0 &&
      (answer.status === 404 || answer.status === 405 || answer.status === 400 || (answer.status === 200 && !isIndex))
    ) {
      await discardBody(answer.body);
      return undefined;
    }
    if (answer.status !== 200) throw await connection.refusal(answer, request, scopes);
    found.push(...manifestsIn(await readDocument(connection, answer, request)));
    to = nextPage(answer);
  }
  return found;
}

async function tagged(connection: RegistryConnection, repository: string, digest: string): Promise<readonly Descriptor[]> {
  const index = await getManifest(connection, repository, tagOf(digest));
  return index === undefined ? [] : manifestsIn(documentIn(connection, index.bytes, `Asking what belongs to ${digest}`));
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
    const artifact = JSON.parse(Buffer.from(bytes).toString()) as Artifact;
    const { annotations } = artifact;
    const type = kindOf(artifact);
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

const manifestsIn = ({ manifests }: Readonly<Record<string, unknown>>): readonly Descriptor[] =>
  Array.isArray(manifests) ? manifests : [];
