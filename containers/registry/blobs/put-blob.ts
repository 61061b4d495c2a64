import type { Blob } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import { discardBody } from "../http/read-body.ts";
import type { Scope } from "../login/scope.ts";
import { RegistryError } from "../registry-error.ts";
import { beginUpload } from "./begin-upload.ts";
import { hasBlob } from "./has-blob.ts";
import { uploadBlob } from "./upload-blob.ts";

/** Makes a repository have a blob: it has it, gets it from a repository beside it, or is sent it. @returns how many bytes went over the wire */
export function putBlob(connection: RegistryConnection, repository: string, blob: Blob): Promise<number> {
  return connection.upload(async () => {
    const { digest } = blob.descriptor;
    if (await hasBlob(connection, repository, digest, "pull,push")) return 0;
    const begun = blob.mountFrom === undefined ? undefined : await mount(connection, repository, digest, blob.mountFrom);
    if (begun === "mounted") return 0;
    const location = begun ?? (await beginUpload(connection, repository));
    const bytes = await uploadBlob(connection, repository, blob, location);
    connection.tell({ type: "blob-sent", repository, digest, bytes });
    return bytes;
  });
}

/** @returns "mounted", or the upload that the registry began instead, or undefined when it wants to hear nothing of it */
async function mount(
  connection: RegistryConnection,
  repository: string,
  digest: string,
  given: string,
): Promise<"mounted" | URL | undefined> {
  const from = given.startsWith(`${connection.registry}/`) ? given.slice(connection.registry.length + 1) : given;
  const scopes: readonly Scope[] = [
    { repository, actions: "pull,push" },
    { repository: from, actions: "pull" },
  ];
  const to = `${repository}/blobs/uploads/?${new URLSearchParams({ mount: digest, from })}`;
  try {
    const answer = await connection.request({ method: "POST", to, scopes });
    await discardBody(answer.body);
    if (answer.status === 202) return await connection.location(answer);
    if (answer.status !== 201) return undefined;
    connection.tell({ type: "blob-mounted", repository, digest, from });
    return "mounted";
  } catch (error) {
    // Who may not read there sends it.
    const isRefused =
      error instanceof RegistryError &&
      ["registry-denied", "registry-wants-login", "registry-refused-login"].includes(error.code);
    if (isRefused) return undefined;
    throw error;
  }
}
