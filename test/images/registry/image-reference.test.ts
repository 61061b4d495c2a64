import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReference, showReference } from "../../../containers/registry/image-reference.ts";

const hex = "0123456789abcdef".repeat(4);

describe("the name of an image", () => {
  it.each([
    ["debian", "docker.io/library/debian"],
    ["debian:bookworm", "docker.io/library/debian:bookworm"],
    ["docker.io/debian", "docker.io/library/debian"],
    ["index.docker.io/me/app", "docker.io/me/app"],
    ["me/app:v1", "docker.io/me/app:v1"],
    ["localhost/app", "localhost/app"],
    ["localhost:5000/app:v1", "localhost:5000/app:v1"],
    ["127.0.0.1:5000/a/b/c", "127.0.0.1:5000/a/b/c"],
    ["[::1]:5000/app:v1", "[::1]:5000/app:v1"],
    ["ghcr.io/me/taxi/train-model", "ghcr.io/me/taxi/train-model"],
    ["registry/app:5000", "docker.io/registry/app:5000"],
    ["registry:5000/app", "registry:5000/app"],
    ["localhost:5000", "docker.io/library/localhost:5000"],
    [`gcr.io/distroless/nodejs24-debian13:nonroot@sha256:${hex}`, `gcr.io/distroless/nodejs24-debian13:nonroot@sha256:${hex}`],
    [`debian@sha256:${hex}`, `docker.io/library/debian@sha256:${hex}`],
    [`debian@sha512:${hex}${hex}`, `docker.io/library/debian@sha512:${hex}${hex}`],
    ["a.b/c__d/e-f/g---h/i.j/k_l", "a.b/c__d/e-f/g---h/i.j/k_l"],
    [`x:${"t".repeat(128)}`, `docker.io/library/x:${"t".repeat(128)}`],
  ])("%s is %s", (name, whole) => {
    expect(showReference(parseReference(name))).toBe(whole);
  });

  it.each([
    ["", "it is empty"],
    ["my app", "it holds a space"],
    ["app\u0007", "it holds a control character"],
    ["https://ghcr.io/me/app", 'leave "https://" out'],
    ["docker://ghcr.io/me/app", 'leave "docker://" out'],
    ["oci:out/images", '"oci:" is no registry'],
    ["me:s3cret@ghcr.io/app", "logins do not belong into a name: docker login"],
    ["ghcr.io/Me/App", "paths of images are in lower case: me/app"],
    ["Debian", "paths of images are in lower case: debian"],
    ["ghcr.io", undefined],
    ["ghcr.io/", "it names a registry and no image there"],
    ["ghcr.io/me/", 'it ends with "/"'],
    ["ghcr.io//app", 'a part between two "/" is empty'],
    ["ghcr.io/a//b", 'a part between two "/" is empty'],
    ["/app", 'it begins with "/"'],
    ["ghcr.io/me/-app", '"-app" is no part of a path'],
    ["ghcr.io/me/a___b", '"a___b" is no part of a path'],
    ["ghcr.io/me/a..b", '"a..b" is no part of a path'],
    ["ghcr.io/../app", '".." is no part of a path'],
    ["app:", '"" is no tag'],
    ["app:.v1", '".v1" is no tag'],
    [`app:${"t".repeat(129)}`, "is no tag"],
    ["app@sha256:abc", '"sha256:abc" is no digest'],
    [`app@sha256:${hex.toUpperCase()}`, "is no digest"],
    [`app@md5:${hex}`, "is no digest"],
    [`app@sha256:${hex}@sha256:${hex}`, 'it has more than one "@"'],
    [hex, "the id of an image"],
    ["registry:99999/app", "these end at 65535"],
    ["-bad.io/app", '"-bad.io" is no address of a registry'],
    [`ghcr.io/${"a".repeat(250)}`, "longer than 255"],
  ])("%j is refused in words", (name, reason) => {
    const read = () => parseReference(name);
    if (reason === undefined) expect(read().repository).toBe("library/ghcr.io");
    else
      expect(read).toThrow(
        expect.objectContaining({
          code: "image-name-invalid",
          message: expect.stringMatching(literal(reason)),
        }),
      );
  });

  it("holds no password when it is refused", () => {
    for (const name of [
      "me:s3cret@ghcr.io/app",
      "https://me:s3cret@ghcr.io/app",
      "me:s3/cret@ghcr.io/app",
      `me:s3cret@ghcr.io/app@sha256:${hex}`,
    ])
      expect(() => parseReference(name)).toThrow(expect.objectContaining({ message: expect.not.stringContaining("cret") }));
  });

  it("reads the same when it is written out", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}((\.|_|__|-{1,3})[a-z0-9]{1,8}){0,2}$/);
    const registry = fc.constantFrom("ghcr.io", "localhost:5000", "127.0.0.1", "docker.io", "r.example.org:443", "[::1]:80");
    const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined });
    const digest = fc.option(
      fc.stringMatching(/^[0-9a-f]{64}$/).map((text) => `sha256:${text}`),
      { nil: undefined },
    );
    fc.assert(
      fc.property(registry, fc.array(part, { minLength: 2, maxLength: 4 }), tag, digest, (host, parts, one, two) => {
        const reference = { registry: host, repository: parts.join("/"), tag: one, digest: two };
        expect(parseReference(showReference(reference))).toEqual(reference);
      }),
    );
  });

  it("never ends otherwise than with a name or with words", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9:/@._[\]-]{0,40}$/)), (text) => {
        try {
          expect(parseReference(showReference(parseReference(text)))).toEqual(parseReference(text));
        } catch (error) {
          expect(error).toMatchObject({ code: "image-name-invalid" });
        }
      }),
      { numRuns: 2000 },
    );
  });

  // skopeo parses before it asks anybody, and says so.
  const isSkopeoThere = spawnSync("skopeo", ["--version"]).error === undefined;
  it.skipIf(!isSkopeoThere && process.env["CI"] === undefined)("is a name to skopeo exactly when it is one to us", () => {
    const names = [
      "localhost:1/app:v1",
      "localhost:1/A",
      "localhost:1/a..b",
      "localhost:1/a__b:x",
      "localhost:1/a___b",
      "localhost:1/-a",
      "localhost:1/a:.t",
    ];
    const theirs = names.filter((name) => {
      const { stderr } = spawnSync("skopeo", ["inspect", "--tls-verify=false", `docker://${name}`], { encoding: "utf8" });
      return !/invalid reference format|must be lowercase/.test(stderr);
    });
    const ours = names.filter((name) => {
      try {
        return parseReference(name) !== undefined;
      } catch {
        return false;
      }
    });
    expect(ours).toEqual(theirs);
    expect(ours).toEqual(["localhost:1/app:v1", "localhost:1/a__b:x"]);
  });
});

const literal = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
