import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RegistryError } from "../../../containers/registry/registry-error.ts";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import { type Fault, type FaultProxy, startFaultProxy } from "../helpers/fault-proxy.ts";
import { quickClock } from "../helpers/quick-clock.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";
import { blobOf, digestOf, manifestOf } from "../helpers/small-image.ts";

const place = fc.integer({ min: 0, max: 400_000 });
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ type: fc.constant("answer" as const), status: fc.constantFrom(408, 429, 500, 502, 503, 504) }),
  fc.record({ type: fc.constantFrom("break-request" as const, "lose-request" as const), after: place }),
  fc.record({ type: fc.constantFrom("break-answer" as const, "shorten-answer" as const), after: place }),
  fc.record({ type: fc.constant("lose-answer" as const) }),
  fc.record({ type: fc.constant("damage-answer" as const), at: place }),
);
/** What happens to each request in turn. */
const line = fc.array(fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: fault }), {
  maxLength: 40,
});
const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1_000_000, max: 1_500_000 })), {
  minLength: 1,
  maxLength: 3,
});

describe.skipIf(withoutRegistry)("over any line", () => {
  let registry: TestRegistry;
  let proxy: FaultProxy;
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startFaultProxy(registry.host);
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
  });

  it("an image is whole under its tag in the end, or there is a clear error and no tag", { timeout: 240_000 }, async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        sizes,
        line,
        fc.option(fc.integer({ min: 50_000, max: 600_000 }), { nil: undefined }),
        async (lengths, faults, chunkBytes) => {
          const path = `random/${count++}`;
          const behind = registryRepository(`${registry.host}/${path}`);
          const over = registryRepository(`${proxy.host}/${path}`, {
            clock: quickClock(),
            tries: 3,
            ...(chunkBytes === undefined ? {} : { chunkBytes }),
          });
          const blobs = lengths.map((length, index) => blobOf(Buffer.alloc(length, `${path} ${index}`)));
          const config = blobOf(Buffer.from(JSON.stringify({ os: "linux", path })), "application/vnd.oci.image.config.v1+json");
          const manifest = manifestOf({ config: config.descriptor, layers: blobs.map(({ descriptor }) => descriptor) });
          let next = 0;
          proxy.faults = ({ path: asked }) => (asked === "/v2/" ? undefined : faults[next++]);
          const failure = await (async () => {
            await Promise.all([...blobs, config].map((blob) => over.putBlob(blob)));
            expect(await behind.tags()).toEqual([]);
            await over.putManifest("v1", manifest);
          })().then(
            () => undefined,
            (error: unknown) => error,
          );
          if (failure === undefined) {
            expect((await behind.manifest("v1"))?.bytes).toEqual(manifest.bytes);
            for (const { descriptor } of [...blobs, config])
              expect(digestOf(await buffer(await behind.blob(descriptor)))).toBe(descriptor.digest);
          } else {
            expect(failure).toBeInstanceOf(RegistryError);
            // The last answer alone may be lost: then it is there, and whole.
            const there = await behind.manifest("v1");
            if (there !== undefined)
              for (const { descriptor } of blobs) expect(await behind.hasBlob(descriptor.digest)).toBe(true);
          }
          // And a second try over a good line sends what is missing.
          proxy.faults = () => undefined;
          for (const blob of [...blobs, config]) await over.putBlob(blob);
          await over.putManifest("v1", manifest);
          expect((await behind.manifest("v1"))?.descriptor).toEqual(manifest.descriptor);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("a blob is read whole or there is a clear error", { timeout: 240_000 }, async () => {
    const path = `${proxy.host}/random/read`;
    const blob = blobOf(Buffer.from(Array.from({ length: 900_000 }, (_, index) => index % 251)));
    proxy.faults = () => undefined;
    await registryRepository(path).putBlob(blob);
    await fc.assert(
      fc.asyncProperty(line, async (faults) => {
        let next = 0;
        proxy.faults = ({ path: asked }) => (asked === "/v2/" ? undefined : faults[next++]);
        const over = registryRepository(path, { clock: quickClock(), tries: 3 });
        const read = await over
          .blob(blob.descriptor)
          .then(buffer)
          .catch((error: unknown) => error);
        if (Buffer.isBuffer(read)) expect(digestOf(read)).toBe(blob.descriptor.digest);
        else expect(read).toBeInstanceOf(RegistryError);
      }),
      { numRuns: 60 },
    );
  });
});
