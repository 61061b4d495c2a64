import type { Blob } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import { type Answer, BodyUnreadable } from "../http/exchange.ts";
import { discardBody } from "../http/read-body.ts";
import { isPassingError } from "../http/retry.ts";
import type { Scope } from "../login/scope.ts";
import { registryError } from "../registry-error.ts";
import { beginUpload } from "./begin-upload.ts";
import { ContentChanged, CountedBlob } from "./counted-blob.ts";
import { hasBlob } from "./has-blob.ts";
import { type UploadOutcome, uploadOutcome } from "./upload-outcome.ts";

/** Sent in one request behind the one that begins an upload. */
const smallBytes = 1024 * 1024;
/** Tried one after the other where a request is too large. GitHub's registry takes parts of up to 4 MiB. */
const smallerParts = [32 * 1024 * 1024, 4 * 1024 * 1024, 512 * 1024];

/** An upload that was begun: where it goes on, and from which byte. Registries put into its address how far it is. */
interface Upload {
  readonly location: URL;
  readonly offset: number;
}

/**
 * Sends a blob. What breaks off goes on where the registry has got to, or from the beginning where it does not know; what makes no headway in a bounded number of
 * tries has failed. The registry has the blob under its name only when it is whole and its digest right.
 * @returns how many bytes went over the wire
 */
export function uploadBlob(connection: RegistryConnection, repository: string, blob: Blob, begun: URL): Promise<number> {
  return new BlobUpload(connection, repository, blob).run({ location: begun, offset: 0 });
}

class BlobUpload {
  readonly #connection: RegistryConnection;
  readonly #blob: Blob;
  readonly #repository: string;
  readonly #scopes: readonly Scope[];
  readonly #request: string;
  readonly #smaller: number[];
  #part: number | undefined;
  #newest: Upload | undefined;
  #sent = 0;
  #furthest = 0;

  constructor(connection: RegistryConnection, repository: string, blob: Blob) {
    const { size, digest } = blob.descriptor;
    this.#connection = connection;
    this.#repository = repository;
    this.#blob = blob;
    this.#scopes = [{ repository, actions: "pull,push" }];
    this.#request = `Sending ${digest}`;
    this.#part = connection.chunkBytes;
    this.#smaller = smallerParts.filter((bytes) => bytes < Math.min(size, connection.chunkBytes ?? size));
  }

  async run(begun: Upload): Promise<number> {
    const { sender } = this.#connection;
    let upload: Upload | undefined = begun;
    for (let attempt = 1; ; attempt++) {
      upload ??= { location: await beginUpload(this.#connection, this.#repository), offset: 0 };
      const before = this.#furthest;
      const outcome = await this.#sendRest(upload);
      if (outcome.type === "done") return this.#sent;
      if (outcome.type === "too-large" && this.#smaller.length > 0) {
        this.#part = this.#smaller.shift()!;
        upload = undefined;
        attempt--;
        continue;
      }
      // Whoever gets further by a good piece may try again.
      if (this.#furthest >= before + smallBytes) attempt = 1;
      if (attempt >= sender.tries || outcome.type === "too-large") throw await this.#failure(outcome);
      await sender.wait(attempt, reasonOf(outcome), outcome.type === "busy" ? outcome.milliseconds : undefined);
      upload = outcome.type === "lost" ? undefined : await this.#whereItStands(this.#newest ?? upload);
      // The end may have come through, and only its answer not.
      if (upload === undefined && (await hasBlob(this.#connection, this.#repository, this.#blob.descriptor.digest, "pull,push")))
        return this.#sent;
    }
  }

  async #sendRest(upload: Upload): Promise<UploadOutcome> {
    this.#newest = upload;
    const { size } = this.#blob.descriptor;
    const content = new CountedBlob(this.#blob);
    try {
      if (upload.offset === 0 && size <= Math.min(smallBytes, this.#part ?? smallBytes))
        return await this.#sendAtOnce(upload, content);
      await content.skip(upload.offset);
      let { location, offset } = upload;
      while (offset < size) {
        const length = Math.min(size - offset, this.#part ?? size);
        const answer = await this.#patch(location, content, offset, length);
        const outcome = await this.#outcome(answer);
        if (outcome.type !== "done") return outcome;
        if (answer.headers.location !== undefined) location = await this.#connection.location(answer);
        this.#part = atLeast(this.#part, answer.headers["oci-chunk-min-length"]);
        offset += length;
        this.#furthest = Math.max(this.#furthest, offset);
        this.#newest = { location, offset };
      }
      await content.finish();
      return await this.#outcome(await this.#put(location, undefined));
    } catch (error) {
      const own = ownFault(error);
      if (own !== undefined) throw await this.#giveUp(own);
      if (this.#connection.signal?.aborted || !isPassingError(error)) throw this.#connection.sender.connectionError(error);
      return { type: "broken", error };
    } finally {
      content.close();
    }
  }

  async #sendAtOnce({ location }: Upload, content: CountedBlob): Promise<UploadOutcome> {
    const pieces: Uint8Array[] = [];
    for await (const piece of content.take(this.#blob.descriptor.size)) pieces.push(piece);
    await content.finish();
    const bytes = Buffer.concat(pieces);
    this.#sent += bytes.byteLength;
    return this.#outcome(await this.#put(location, bytes));
  }

  #patch(location: URL, content: CountedBlob, offset: number, length: number): Promise<Answer> {
    const isPart = offset > 0 || this.#part !== undefined;
    const count = (bytes: number): void => {
      this.#sent += bytes;
    };
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of content.take(length)) {
        count(piece.byteLength);
        yield piece;
      }
    }
    // Sent whole it says no range, as Docker does: some take parts of a few MiB alone.
    const range = isPart ? { "content-range": `${offset}-${offset + length - 1}` } : {};
    return this.#send("PATCH", location, { length, chunks: counted() }, range);
  }

  /** Ends the upload: the registry counts the bytes and gives them their name. */
  #put(location: URL, bytes: Uint8Array | undefined): Promise<Answer> {
    // Written behind what is there as it is: that may be signed.
    const digest = encodeURIComponent(this.#blob.descriptor.digest);
    return this.#send("PUT", new URL(`${location.href}${location.search === "" ? "?" : "&"}digest=${digest}`), bytes);
  }

  #send(
    method: "PATCH" | "PUT",
    to: URL,
    body: Parameters<RegistryConnection["request"]>[0]["body"],
    more: Readonly<Record<string, string>> = {},
  ) {
    const headers = { "content-type": "application/octet-stream", ...more };
    return this.#connection.request({ method, to, scopes: this.#scopes, headers, body, once: true });
  }

  #outcome(answer: Answer): Promise<UploadOutcome> {
    return uploadOutcome(this.#connection, answer, this.#request, this.#scopes);
  }

  /** Asks how far the registry has got. @returns undefined when it is to begin again */
  async #whereItStands({ location }: Upload): Promise<Upload | undefined> {
    const answer = await this.#connection.request({ method: "GET", to: location, scopes: this.#scopes });
    await discardBody(answer.body);
    if (answer.status !== 204 && answer.status !== 202 && answer.status !== 200) return undefined;
    const last = Number(/^(?:bytes=)?0-(\d+)$/.exec(answer.headers.range ?? "")?.[1] ?? Number.NaN);
    // "0-0" is said of nothing, and of one byte.
    const offset = last === 0 ? 0 : last + 1;
    if (Number.isNaN(offset) || offset > this.#blob.descriptor.size) return undefined;
    this.#furthest = Math.max(this.#furthest, offset);
    return { location: answer.headers.location === undefined ? location : await this.#connection.location(answer), offset };
  }

  async #failure(outcome: Exclude<UploadOutcome, { readonly type: "done" }>): Promise<unknown> {
    if (outcome.type === "broken") return this.#connection.sender.connectionError(outcome.error);
    if (outcome.type !== "too-large") return this.#connection.refusalOf(outcome.said, this.#request, this.#scopes);
    const help = "It, or a proxy before it, takes only small requests: raise that limit.";
    const words = { registry: this.#connection.registry, repository: this.#repository, what: this.#blob.descriptor.digest };
    return registryError("registry-refuses-content", { ...words, reason: outcome.said.words, help });
  }

  /** Nothing is left of what could not be read, or turned out to be something else. */
  async #giveUp(reason: unknown): Promise<unknown> {
    const cancel = { method: "DELETE", to: this.#newest!.location, scopes: this.#scopes, once: true } as const;
    await this.#connection.request(cancel).then(
      ({ body }) => discardBody(body),
      () => undefined,
    );
    if (!(reason instanceof ContentChanged)) return reason;
    const { registry } = this.#connection;
    return registryError("registry-content-changed", { digest: this.#blob.descriptor.digest, registry, reason: reason.message });
  }
}

/** What went wrong on this side, where the bytes come from; undefined for the registry's and the line's faults. */
function ownFault(error: unknown): unknown {
  if (error instanceof ContentChanged) return error;
  return error instanceof BodyUnreadable ? (ownFault(error.cause) ?? error.cause) : undefined;
}

function reasonOf(outcome: Exclude<UploadOutcome, { readonly type: "done" }>): string {
  if (outcome.type !== "broken") return outcome.said.words;
  return outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
}

/** A registry may say how small a part is too small. */
function atLeast(part: number | undefined, header: string | string[] | undefined): number | undefined {
  const least = typeof header === "string" ? Number(header) : Number.NaN;
  return part === undefined || Number.isNaN(least) ? part : Math.max(part, least);
}
