import type { Descriptor, ManifestBytes } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import { type ErrorAnswer, errorAnswer } from "../http/error-answer.ts";
import { discardBody } from "../http/read-body.ts";
import type { Scope } from "../login/scope.ts";
import { registryError } from "../registry-error.ts";
import { addReferrer } from "./referrers.ts";

/**
 * Puts a manifest under a tag, or under its own digest. One that has a subject is found by it afterwards, also in registries that keep no such lists themselves.
 * @throws RegistryError `registry-refuses-content`: a tag that may not be overwritten, or a layer that is missing
 */
export async function putManifest(
  connection: RegistryConnection,
  repository: string,
  reference: string,
  manifest: ManifestBytes,
): Promise<void> {
  const answer = await sendManifest(connection, repository, reference, manifest);
  const subject = subjectOf(manifest);
  if (subject !== undefined && answer["oci-subject"] === undefined) {
    await addReferrer(connection, repository, subject.digest, manifest, async (tag, index) => {
      await sendManifest(connection, repository, tag, index);
    });
  }
}

async function sendManifest(
  connection: RegistryConnection,
  repository: string,
  reference: string,
  { descriptor, bytes }: ManifestBytes,
) {
  const scopes: readonly Scope[] = [{ repository, actions: "pull,push" }];
  const headers = { "content-type": descriptor.mediaType };
  const answer = await connection.request({
    method: "PUT",
    to: `${repository}/manifests/${reference}`,
    scopes,
    headers,
    body: bytes,
  });
  if (answer.status === 201 || answer.status === 200 || answer.status === 202) {
    await discardBody(answer.body);
    return answer.headers;
  }
  const said = await errorAnswer(answer);
  const refused = refusalOf(said);
  if (refused === undefined) throw await connection.refusalOf(said, `Putting ${repository}:${reference}`, scopes);
  throw registryError("registry-refuses-content", {
    registry: connection.registry,
    repository,
    what: reference,
    reason: said.words,
    help: refused,
  });
}

function refusalOf({ status, codes }: ErrorAnswer): string | undefined {
  if (codes.includes("MANIFEST_BLOB_UNKNOWN")) return "A layer that it names is not there; push it whole.";
  if (codes.some((code) => /immutable|AlreadyExists/i.test(code)) || status === 409)
    return "Tags that are there can't be written over in this repository: use another.";
  if (status === 413) return "It takes no manifests of this size.";
  return status === 400 || status === 415 || status === 422 || status === 405
    ? "It does not take manifests of this form."
    : undefined;
}

/** What a manifest is about: an SBOM is about an image. */
function subjectOf({ bytes }: ManifestBytes): Descriptor | undefined {
  const { subject } = JSON.parse(Buffer.from(bytes).toString()) as { readonly subject?: Descriptor };
  return subject;
}
