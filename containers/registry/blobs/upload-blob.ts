import type { Blob } from "../../oci/image-store.ts";
import type { RegistryConnection } from "../connection.ts";
import { type ErrorAnswer, errorAnswer } from "../http/error-answer.ts";
import { type Answer, BodyUnreadable } from "../http/exchange.ts";
import { discardBody } from "../http/read-body.ts";
import { isPassing, isPassingError } from "../http/retry.ts";
import type { Scope } from "../login/scope.ts";
import { registryError } from "../registry-error.ts";
import { ContentChanged, CountedBlob } from "./counted-blob.ts";

/** Sent in one request behind the one that begins an upload. */
const smallBytes = 1024 * 1024;
/** Tried one after the other where a registry, or a proxy before it, says that a request is too large. GitHub's takes parts of up to 4 MiB. */
const smallerParts = [32 * 1024 * 1024, 4 * 1024 * 1024, 512 * 1024];

/** An upload that was begun: where it goes on, and from which byte. */
interface Upload {
  readonly location: URL;
  readonly offset: number;
}

/** What came of sending the rest of an upload. */
type Outcome =
  | { readonly type: "done" }
  /** The registry knows nothing of it any more, or has something wrong of it. */
  | { readonly type: "lost"; readonly said: ErrorAnswer }
  | { readonly type: "too-large"; readonly said: ErrorAnswer }
  /** Where it stands is for the registry to say. */
  | {
      readonly type: "stopped";
      readonly reason: string;
      readonly milliseconds: number | undefined;
      readonly said: ErrorAnswer | undefined;
      readonly error?: unknown;
    };

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
  readonly #scopes: readonly Scope[];
  readonly #repository: string;
  readonly #parts: number[];
  #part: number | undefined;
  #sent = 0;
  #furthest = 0;

  constructor(connection: RegistryConnection, repository: string, blob: Blob) {
    this.#connection = connection;
    this.#repository = repository;
    this.#blob = blob;
    this.#scopes = [{ repository, actions: "pull,push" }];
    this.#part = connection.chunkBytes;
    this.#parts = smallerParts.filter(
      (bytes) => bytes < (connection.chunkBytes ?? Number.POSITIVE_INFINITY) && bytes < blob.descriptor.size,
    );
  }

  async run(begun: Upload): Promise<number> {
    let upload: Upload | undefined = begun;
    for (let attempt = 1; ; attempt++) {
      upload ??= { location: await beginUpload(this.#connection, this.#scopes), offset: 0 };
      const before = this.#furthest;
      const outcome = await this.#sendRest(upload);
      if (outcome.type === "done") return this.#sent;
      if (outcome.type === "too-large" && this.#parts.length > 0) {
        this.#part = this.#parts.shift()!;
        upload = undefined;
        attempt--;
        continue;
      }
      // Whoever gets further by a good piece may try again.
      if (this.#furthest >= before + smallBytes) attempt = 1;
      if (attempt >= this.#connection.sender.tries || outcome.type === "too-large") throw await this.#failure(outcome);
      if (outcome.type === "lost") await this.#connection.sender.wait(attempt, outcome.said.words);
      else await this.#connection.sender.wait(attempt, outcome.reason, outcome.milliseconds);
      upload = outcome.type === "lost" ? undefined : await this.#whereItStands(this.#last ?? upload);
    }
  }

  /** The newest address of the upload: registries put into it how far it is. */
  #last: Upload | undefined;

  async #sendRest(upload: Upload): Promise<Outcome> {
    this.#last = upload;
    const { size } = this.#blob.descriptor;
    const content = new CountedBlob(this.#blob);
    try {
      if (upload.offset === 0 && size <= smallBytes && (this.#part === undefined || size <= this.#part)) {
        const bytes = await collect(content.take(size));
        await content.finish();
        this.#sent += bytes.byteLength;
        return await this.#outcome(await this.#put(upload.location, bytes));
      }
      await content.skip(upload.offset);
      let { location, offset } = upload;
      while (offset < size) {
        const length = Math.min(size - offset, this.#part ?? size);
        const answer = await this.#patch(location, content, offset, length);
        if (answer.status !== 202 && answer.status !== 201 && answer.status !== 204) return await this.#outcome(answer);
        await discardBody(answer.body);
        if (answer.headers.location !== undefined) location = await this.#connection.location(answer);
        this.#part = atLeast(this.#part, answer.headers["oci-chunk-min-length"]);
        offset += length;
        this.#furthest = Math.max(this.#furthest, offset);
        this.#last = { location, offset };
      }
      await content.finish();
      return await this.#outcome(await this.#put(location, undefined));
    } catch (error) {
      const cause = error instanceof BodyUnreadable ? error.cause : error;
      if (cause instanceof ContentChanged) throw await this.#changed(cause);
      if (this.#connection.signal?.aborted || !isPassingError(error)) throw this.#connection.sender.connectionError(error);
      return {
        type: "stopped",
        reason: error instanceof Error ? error.message : String(error),
        milliseconds: undefined,
        said: undefined,
        error,
      };
    } finally {
      content.close();
    }
  }

  #patch(location: URL, content: CountedBlob, offset: number, length: number): Promise<Answer> {
    const isPart = offset > 0 || this.#part !== undefined;
    const count = (bytes: number) => (this.#sent += bytes);
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of content.take(length)) {
        count(piece.byteLength);
        yield piece;
      }
    }
    return this.#connection.request({
      method: "PATCH",
      to: location,
      scopes: this.#scopes,
      // Sent whole it says no range, as Docker does: some take parts of a few MiB alone.
      headers: {
        "content-type": "application/octet-stream",
        ...(isPart ? { "content-range": `${offset}-${offset + length - 1}` } : {}),
      },
      body: { length, chunks: counted() },
      once: true,
    });
  }

  #put(location: URL, bytes: Uint8Array | undefined): Promise<Answer> {
    const to = new URL(location);
    to.searchParams.set("digest", this.#blob.descriptor.digest);
    const headers = { "content-type": "application/octet-stream" };
    return this.#connection.request({ method: "PUT", to, scopes: this.#scopes, headers, body: bytes, once: true });
  }

  async #outcome(answer: Answer): Promise<Outcome> {
    const { status } = answer;
    if (status === 201 || status === 204 || status === 202) {
      await discardBody(answer.body);
      return { type: "done" };
    }
    const said = await errorAnswer(answer);
    if (status === 413 || /request body is too large/i.test(said.words)) return { type: "too-large", said };
    if (status === 401) return { type: "stopped", reason: said.words, milliseconds: 0, said };
    if (isPassing(status)) {
      return { type: "stopped", reason: said.words, milliseconds: this.#connection.sender.patience(answer, said.words), said };
    }
    if (status === 404 || status === 416 || said.codes.some((code) => /^(?:DIGEST|SIZE|BLOB_UPLOAD|RANGE)_/.test(code)))
      return { type: "lost", said };
    throw await this.#connection.refusalOf(said, `Sending ${this.#blob.descriptor.digest}`, this.#scopes);
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

  async #failure(outcome: Outcome): Promise<unknown> {
    const { registry } = this.#connection;
    if (outcome.type === "done" || (outcome.type === "stopped" && outcome.said === undefined)) {
      return this.#connection.sender.connectionError(outcome.type === "stopped" ? outcome.error : undefined);
    }
    const said = outcome.said!;
    if (outcome.type !== "too-large")
      return this.#connection.refusalOf(said, `Sending ${this.#blob.descriptor.digest}`, this.#scopes);
    const words = { registry, repository: this.#repository, what: this.#blob.descriptor.digest, reason: said.words };
    return registryError("registry-refuses-content", {
      ...words,
      help: "It, or a proxy before it, takes only small requests: raise that limit.",
    });
  }

  /** Nothing is left of what turned out to be something else. */
  async #changed(change: ContentChanged): Promise<unknown> {
    const { digest } = this.#blob.descriptor;
    const { registry } = this.#connection;
    if (this.#last !== undefined) {
      const cancel = { method: "DELETE", to: this.#last.location, scopes: this.#scopes, once: true } as const;
      await this.#connection.request(cancel).then(
        ({ body }) => discardBody(body),
        () => undefined,
      );
    }
    return registryError("registry-content-changed", { digest, registry, reason: change.message });
  }
}

/** Begins an upload. @returns where its bytes go */
export async function beginUpload(connection: RegistryConnection, scopes: readonly Scope[]): Promise<URL> {
  const answer = await connection.request({ method: "POST", to: `${scopes[0]!.repository}/blobs/uploads/`, scopes });
  if (answer.status !== 202) throw await connection.refusal(answer, "Beginning an upload", scopes);
  await discardBody(answer.body);
  return connection.location(answer);
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** A registry may say how small a part is too small. */
function atLeast(part: number | undefined, header: string | string[] | undefined): number | undefined {
  const least = typeof header === "string" ? Number(header) : Number.NaN;
  return part === undefined || Number.isNaN(least) ? part : Math.max(part, least);
}
