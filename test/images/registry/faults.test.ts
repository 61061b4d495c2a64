import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RegistryError } from "../../../containers/registry/registry-error.ts";
import type { RegistryOptions } from "../../../containers/registry/registry-options.ts";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import { type Fault, type FaultProxy, type SeenRequest, startFaultProxy } from "../helpers/fault-proxy.ts";
import { quickClock } from "../helpers/quick-clock.ts";
import { freePort, startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";
import { blobOf, digestOf, smallImage } from "../helpers/small-image.ts";

const mebibyte = 1024 * 1024;

describe.skipIf(withoutRegistry)("over a bad line", () => {
  let registry: TestRegistry;
  let proxy: FaultProxy;
  let clock: ReturnType<typeof quickClock>;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry?.stop());
  beforeEach(async () => {
    proxy = await startFaultProxy(registry.host);
    clock = quickClock();
  });
  afterEach(() => proxy.stop());

  const open = (path: string, options: RegistryOptions = {}) =>
    registryRepository(`${proxy.host}/${path}`, { clock, credentials: async () => ({ credential: undefined }), ...options });
  const behind = (path: string) => registryRepository(`${registry.host}/${path}`);
  /** The first so many requests that fit go wrong. */
  const firstTimes = (count: number, fits: (request: SeenRequest) => boolean, fault: Fault) => {
    let left = count;
    proxy.faults = (request) => (fits(request) && left-- > 0 ? fault : undefined);
  };
  const isSending = ({ method }: SeenRequest) => method === "PATCH" || method === "PUT";
  const isReading = ({ method, path }: SeenRequest) => method === "GET" && path.includes("/blobs/sha256:");
  const isAny = ({ path }: SeenRequest) => path !== "/v2/";

  describe("an upload", () => {
    it("that breaks off is whole in the end", async () => {
      const bytes = randomBytes(5 * mebibyte);
      firstTimes(1, isSending, { type: "break-request", after: 2 * mebibyte });
      expect(await open("broken-upload").putBlob(blobOf(bytes))).toBeGreaterThan(bytes.length);
      expect(digestOf(await buffer(await behind("broken-upload").blob(blobOf(bytes).descriptor)))).toBe(digestOf(bytes));
    });

    it("goes on where the registry has got to, and sends nothing twice that is there", async () => {
      const bytes = randomBytes(4 * mebibyte);
      let part = 0;
      proxy.faults = ({ method }) => (method === "PATCH" && ++part === 3 ? { type: "lose-request", after: 100_000 } : undefined);
      const sent = await open("goes-on", { chunkBytes: mebibyte }).putBlob(blobOf(bytes));
      expect(sent).toBeLessThanOrEqual(5 * mebibyte);
      const ranges = proxy.seen.filter(({ method }) => method === "PATCH").map(({ headers }) => headers["content-range"]);
      expect(ranges).toEqual(["0-1048575", "1048576-2097151", "2097152-3145727", "2097152-3145727", "3145728-4194303"]);
      expect(digestOf(await buffer(await behind("goes-on").blob(blobOf(bytes).descriptor)))).toBe(digestOf(bytes));
    });

    it.each([
      ["the answer to a part", "PATCH"],
      ["the answer to the end", "PUT"],
      ["the answer to the beginning", "POST"],
    ])("is whole when %s is lost", async (_what, method) => {
      const bytes = randomBytes(2 * mebibyte);
      firstTimes(1, (request) => request.method === method, { type: "lose-answer" });
      await open(`lost-${method.toLowerCase()}`).putBlob(blobOf(bytes));
      expect(await behind(`lost-${method.toLowerCase()}`).hasBlob(blobOf(bytes).descriptor.digest)).toBe(true);
    });

    it("that never gets anywhere ends with a clear error, and nothing is there", async () => {
      const blob = blobOf(randomBytes(2 * mebibyte));
      proxy.faults = (request) => (isSending(request) ? { type: "lose-request", after: 1000 } : undefined);
      await expect(open("never").putBlob(blob)).rejects.toMatchObject({ code: "registry-unreachable" });
      expect(clock.waits).toHaveLength(5);
      expect(await behind("never").hasBlob(blob.descriptor.digest)).toBe(false);
    });

    it("waits as long as a busy registry asks for, and goes on", async () => {
      const bytes = randomBytes(3 * mebibyte);
      let part = 0;
      proxy.faults = ({ method }) =>
        method === "PATCH" && ++part === 2 ? { type: "answer", status: 429, headers: { "retry-after": "5" } } : undefined;
      await open("busy-upload", { chunkBytes: mebibyte }).putBlob(blobOf(bytes));
      expect(clock.waits).toEqual([5000]);
      expect(part).toBe(4);
      expect(await behind("busy-upload").hasBlob(blobOf(bytes).descriptor.digest)).toBe(true);
    });

    it("is one of so many at a time", async () => {
      let running = 0;
      let most = 0;
      const allOpen = Promise.withResolvers<void>();
      const blobs = Array.from({ length: 9 }, () => {
        const bytes = randomBytes(100_000);
        const opened = (): Readable => {
          most = Math.max(most, ++running);
          if (running === 3) allOpen.resolve();
          return Readable.from(
            (async function* () {
              await allOpen.promise;
              yield bytes;
              running--;
            })(),
            { objectMode: false },
          );
        };
        return { ...blobOf(bytes), open: opened };
      });
      const repository = open("at-once", { uploadsAtOnce: 3 });
      await Promise.all(blobs.map((blob) => repository.putBlob(blob)));
      expect(most).toBe(3);
    });

    it("is sent in smaller parts to who says that it is too large", async () => {
      const bytes = randomBytes(9 * mebibyte);
      const limit = 4 * mebibyte;
      proxy.faults = ({ method, headers }) =>
        method === "PATCH" && Number(headers["content-length"]) > limit ? { type: "answer", status: 413 } : undefined;
      await open("small-parts").putBlob(blobOf(bytes));
      expect(await behind("small-parts").hasBlob(blobOf(bytes).descriptor.digest)).toBe(true);
      expect(clock.waits).toEqual([]);
    });

    it("in one is taken by GitHub's registry, which takes parts of 4 MiB and no larger ones", async () => {
      const message = "the request body is too large and exceeds the maximum permissible limit of 4.00MiB";
      const body = JSON.stringify({ errors: [{ code: "REQUESTED_RANGE_NOT_SATISFIABLE", message }] });
      proxy.faults = ({ method, headers }) =>
        method === "PATCH" && headers["content-range"] !== undefined && Number(headers["content-length"]) > 4 * mebibyte
          ? { type: "answer", status: 416, body }
          : undefined;
      const bytes = randomBytes(9 * mebibyte);
      expect(await open("github/whole").putBlob(blobOf(bytes))).toBe(bytes.length);
      await open("github/parts", { chunkBytes: 8 * mebibyte }).putBlob(blobOf(bytes));
      expect(await behind("github/parts").hasBlob(blobOf(bytes).descriptor.digest)).toBe(true);
      expect(clock.waits).toEqual([]);
    });

    it("is given up where not even small parts are taken", async () => {
      proxy.faults = (request) => (isSending(request) ? { type: "answer", status: 413 } : undefined);
      await expect(open("no-parts").putBlob(blobOf(randomBytes(9 * mebibyte)))).rejects.toMatchObject({
        code: "registry-refuses-content",
        message: expect.stringContaining("413"),
      });
    });

    it.each([50_000, 3 * mebibyte])("of %i bytes that change meanwhile leaves nothing behind", async (size) => {
      const promised = blobOf(randomBytes(size));
      for (const given of [randomBytes(size), randomBytes(size - 1), randomBytes(size + 1)]) {
        const blob = { ...promised, open: () => Readable.from([given], { objectMode: false }) };
        await expect(open("changed").putBlob(blob)).rejects.toMatchObject({ code: "registry-content-changed" });
        expect(await behind("changed").hasBlob(promised.descriptor.digest)).toBe(false);
      }
    });

    it.each([50_000, 3 * mebibyte])(
      "of a file of %i bytes that can't be read ends with that, and is called off",
      async (size) => {
        const opened = (): Readable =>
          Readable.from(
            (async function* () {
              yield randomBytes(size / 2);
              throw Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" });
            })(),
            { objectMode: false },
          );
        const upload = open("unread").putBlob({ ...blobOf(randomBytes(size)), open: opened });
        await expect(upload).rejects.toMatchObject({ message: "EIO: i/o error, read", code: "EIO" });
        expect(proxy.seen.at(-1)?.method).toBe("DELETE");
      },
    );

    it("that is refused in its middle ends with the refusal", async () => {
      const body = JSON.stringify({ errors: [{ code: "DENIED", message: "quota exceeded" }] });
      proxy.faults = (request) => (isSending(request) ? { type: "answer", status: 403, body } : undefined);
      await expect(open("refused").putBlob(blobOf(randomBytes(3 * mebibyte)))).rejects.toMatchObject({
        code: "registry-wants-login",
        message: expect.stringContaining("quota exceeded"),
      });
    });

    it("is not sent again when its end came through and the answer did not", async () => {
      for (const size of [50_000, 2 * mebibyte]) {
        firstTimes(1, ({ method }) => method === "PUT", { type: "lose-answer" });
        expect(await open("end-lost").putBlob(blobOf(randomBytes(size)))).toBe(size);
      }
    });

    it("ends when it is stopped, with the reason", async () => {
      const stop = new AbortController();
      const reason = new Error("stopped by a person");
      const blob = blobOf(randomBytes(8 * mebibyte));
      proxy.faults = ({ method }) => {
        if (method === "PATCH") setImmediate(() => stop.abort(reason));
        return undefined;
      };
      await expect(open("stopped", { signal: stop.signal }).putBlob(blob)).rejects.toBe(reason);
      expect(await behind("stopped").hasBlob(blob.descriptor.digest)).toBe(false);
      await expect(open("stopped", { signal: stop.signal }).hasBlob(blob.descriptor.digest)).rejects.toBe(reason);
    });
  });

  describe("a download", () => {
    const bytes = randomBytes(3 * mebibyte);
    const blob = blobOf(bytes);
    beforeAll(() => behind("read").putBlob(blob));

    it("that breaks off goes on where it broke", async () => {
      firstTimes(3, isReading, { type: "break-answer", after: mebibyte / 2 });
      expect(digestOf(await buffer(await open("read").blob(blob.descriptor)))).toBe(digestOf(bytes));
      const ranges = proxy.seen.filter(isReading).map(({ headers }) => headers.range);
      expect(ranges[0]).toBeUndefined();
      expect(ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range ?? ""))).toBe(true);
    });

    it("goes on with a registry that knows no ranges", async () => {
      let count = 0;
      proxy.faults = (request) => {
        if (!isReading(request)) return undefined;
        return count++ === 0 ? { type: "break-answer", after: mebibyte } : { type: "strip-header", name: "range" };
      };
      expect(digestOf(await buffer(await open("read").blob(blob.descriptor)))).toBe(digestOf(bytes));
    });

    it("that is cut short goes on too, and is broken when that is all there is", async () => {
      firstTimes(1, isReading, { type: "shorten-answer", after: mebibyte });
      expect(digestOf(await buffer(await open("read").blob(blob.descriptor)))).toBe(digestOf(bytes));
      proxy.faults = (request) => (isReading(request) ? { type: "shorten-answer", after: 0 } : undefined);
      const all = open("read").blob(blob.descriptor).then(buffer);
      await expect(all).rejects.toMatchObject({
        code: "registry-blob-broken",
        message: expect.stringContaining("0 of 3145728 bytes"),
      });
    });

    it.each([0, mebibyte, 3 * mebibyte - 1])("with another byte at %i is broken, and never comes whole", async (at) => {
      proxy.faults = (request) => (isReading(request) ? { type: "damage-answer", at } : undefined);
      let read = 0;
      const all = (async () => {
        for await (const piece of await open("read").blob(blob.descriptor)) read += (piece as Buffer).length;
      })();
      await expect(all).rejects.toMatchObject({ code: "registry-blob-broken" });
      expect(read).toBeLessThan(bytes.length);
    });

    it("of more bytes than there should be is broken", async () => {
      const all = open("read")
        .blob({ ...blob.descriptor, size: mebibyte })
        .then(buffer);
      await expect(all).rejects.toMatchObject({
        code: "registry-blob-broken",
        message: expect.stringContaining("more than 1048576 bytes"),
      });
    });

    it("of what is not there is told at once", async () => {
      const { descriptor } = blobOf(Buffer.from("never sent"));
      await expect(open("read").blob(descriptor)).rejects.toMatchObject({ code: "registry-blob-missing" });
    });
  });

  describe("a manifest", () => {
    const { layer, config, manifest } = smallImage("faults");
    beforeAll(async () => {
      for (const blob of [layer, config]) await behind("manifest").putBlob(blob);
      await behind("manifest").putManifest("v1", manifest);
    });
    const isManifest = ({ method, path }: SeenRequest) => method === "GET" && path.includes("/manifests/");

    it.each(["v1", manifest.descriptor.digest])("that was damaged is refused, asked for as %s", async (reference) => {
      proxy.faults = (request) => (isManifest(request) ? { type: "damage-answer", at: 30 } : undefined);
      await expect(open("manifest").manifest(reference)).rejects.toMatchObject({ code: "registry-blob-broken" });
    });

    it("comes whole over a line that breaks", async () => {
      firstTimes(2, isManifest, { type: "break-answer", after: 10 });
      expect(await open("manifest").manifest("v1")).toEqual(manifest);
    });

    it("whose layer is missing is refused by the registry, and the tag is not there", async () => {
      await open("incomplete").putBlob(config);
      await expect(open("incomplete").putManifest("v1", manifest)).rejects.toMatchObject({
        code: "registry-refuses-content",
        message: expect.stringContaining("push it whole"),
      });
      expect(await behind("incomplete").manifest("v1")).toBeUndefined();
    });

    it("is not put over a tag that may not change", async () => {
      const body = JSON.stringify({ errors: [{ code: "ImageTagAlreadyExistsException", message: "tag v1 is immutable" }] });
      firstTimes(1, ({ method }) => method === "PUT", { type: "answer", status: 400, body });
      await expect(open("manifest").putManifest("v1", manifest)).rejects.toThrow(/tag v1 is immutable.*use another/);
    });
  });

  describe("a registry", () => {
    const { digest } = blobOf(Buffer.from("asked for")).descriptor;

    it("that is busy is asked again after the time that it names", async () => {
      firstTimes(2, isAny, { type: "answer", status: 429, headers: { "retry-after": "7" } });
      expect(await open("busy").hasBlob(digest)).toBe(false);
      expect(clock.waits).toEqual([7000, 7000]);
    });

    it("that names a date is left alone until then", async () => {
      const date = new Date(Date.now() + 30_000).toUTCString();
      firstTimes(1, isAny, { type: "answer", status: 503, headers: { "retry-after": date } });
      await open("busy").hasBlob(digest);
      expect(clock.waits[0]).toBeGreaterThan(25_000);
      expect(clock.waits[0]).toBeLessThanOrEqual(30_000);
    });

    it("that wants to be left alone for long is not waited for", async () => {
      const body = JSON.stringify({ errors: [{ code: "TOOMANYREQUESTS", message: "pull rate limit" }] });
      proxy.faults = (request) =>
        isAny(request) ? { type: "answer", status: 429, headers: { "retry-after": "3600" }, body } : undefined;
      await expect(open("busy").manifest("v1")).rejects.toThrow(/429 \(pull rate limit\).*in 60 minutes/);
      expect(clock.waits).toEqual([]);
    });

    it.each([
      [503, "registry-busy"],
      [429, "registry-busy"],
      [500, "registry-failed"],
      [418, "registry-failed"],
    ])("that answers %i each time is %s", async (status, code) => {
      proxy.faults = (request) => (isAny(request) ? { type: "answer", status } : undefined);
      await expect(open("bad").manifest("v1")).rejects.toMatchObject({ code, message: expect.stringContaining(String(status)) });
      await expect(open("bad").putBlob(blobOf(randomBytes(10)))).rejects.toMatchObject({ code });
    });

    it("waits longer each time, and not for ever", async () => {
      proxy.faults = (request) => (isAny(request) ? { type: "answer", status: 500 } : undefined);
      await expect(open("bad").manifest("v1")).rejects.toBeInstanceOf(RegistryError);
      expect(clock.waits).toEqual([188, 375, 750, 1500, 3000]);
    });

    it("that makes no repositories by itself says so", async () => {
      const body = JSON.stringify({ errors: [{ code: "NAME_UNKNOWN", message: "The repository does not exist" }] });
      proxy.faults = ({ method }) => (method === "POST" ? { type: "answer", status: 404, body } : undefined);
      await expect(open("me/train").putBlob(blobOf(randomBytes(10)))).rejects.toMatchObject({
        code: "registry-repository-missing",
        message: expect.stringContaining("me/train"),
      });
    });

    it("that is not there, or has no such name, is told apart", async () => {
      const port = await freePort();
      const none = registryRepository(`127.0.0.1:${port}/x`, { clock });
      await expect(none.manifest("v1")).rejects.toThrow(/nothing listens at this address/);
      const unknown = registryRepository("registry.invalid/x", { clock, tries: 1 });
      await expect(unknown.manifest("v1")).rejects.toThrow(/no such host|names of hosts are not found/);
    });

    it.each(["not JSON", "[]", '"text"'])("that answers %s is told", async (body) => {
      const headers = { "content-type": "application/vnd.oci.image.index.v1+json" };
      proxy.faults = (request) => (isAny(request) ? { type: "answer", status: 200, headers, body } : undefined);
      await expect(open("garbled").tags()).rejects.toMatchObject({ code: "registry-failed" });
      await expect(open("garbled").referrers(digest)).rejects.toMatchObject({ code: "registry-failed" });
    });

    it("that answers with too much is not read to its end", async () => {
      proxy.faults = (request) => (isAny(request) ? { type: "answer", status: 200, body: " ".repeat(5 * mebibyte) } : undefined);
      await expect(open("much").manifest("v1")).rejects.toThrow(/more than 4 MiB/);
    });

    it("may be asked much at a time by who may stop it all", async () => {
      const warnings: Error[] = [];
      const listen = (warning: Error) => warnings.push(warning);
      process.on("warning", listen);
      const repository = open("much-at-once", { signal: new AbortController().signal, uploadsAtOnce: 20 });
      await Promise.all(Array.from({ length: 40 }, () => repository.putBlob(blobOf(randomBytes(2 * mebibyte)))));
      await new Promise((resolve) => setImmediate(resolve));
      process.off("warning", listen);
      expect(warnings).toEqual([]);
    });

    it("that leads in a circle is left", async () => {
      proxy.faults = (request) =>
        isReading(request) ? { type: "answer", status: 307, headers: { location: request.path } } : undefined;
      await expect(open("circle").blob({ mediaType: "x", digest, size: 1 })).rejects.toThrow(/more than 8 redirects/);
    });
  });
});
