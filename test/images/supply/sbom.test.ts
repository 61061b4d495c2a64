import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { describe, expect, it } from "vitest";
import { type ImageContents, sbomOf, sbomText } from "../../../containers/supply/sbom.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

const contents: ImageContents = {
  component: "train",
  tag: "c-0123456789abcdef-0123456789abcdef",
  digest: digest("a"),
  architecture: "amd64",
  pipewright: "0.1.0",
  base: { from: "gcr.io/distroless/nodejs24-debian13:nonroot", digest: digest("b"), node: "24.11.1" },
  files: [{ path: "app/main.mjs", sha256: "c".repeat(64) }],
  bundled: [{ name: "zod", version: "4.6.7", license: "MIT" }],
  installed: [
    {
      name: "@duckdb/node-api",
      version: "1.5.5-r.5",
      integrity: `sha512-${Buffer.alloc(64, 7).toString("base64")}`,
      license: "MIT OR (Apache-2.0 WITH LLVM-exception)",
      path: "node_modules/@duckdb/node-api",
    },
    {
      name: "odd",
      version: "1.0.0",
      integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
      license: "SEE LICENSE IN x",
      path: "node_modules/odd",
    },
    { name: "odd", version: "1.0.0", integrity: "", license: undefined, path: "node_modules/a/node_modules/odd" },
  ],
};

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

describe("the bill of materials of an image", () => {
  it("is CycloneDX 1.6 by the official schema", async () => {
    expect(await validator.validate(sbomText(contents))).toBeNull();
    const odd = {
      ...contents,
      base: { from: "oci:bases/cpu", digest: digest("b"), node: undefined },
      bundled: [],
      installed: [],
    };
    expect(await validator.validate(sbomText(odd))).toBeNull();
  });

  it("would be refused by the schema if it were wrong", async () => {
    const wrong = sbomText(contents).replace('"type":"container"', '"type":"box"');
    expect(await validator.validate(wrong)).not.toBeNull();
    expect(await validator.validate(sbomText(contents).replace(/urn:uuid:[0-9a-f-]{6}/, "urn:uuid:x"))).not.toBeNull();
    const short = { ...contents, files: [{ path: "app/main.mjs", sha256: "12" }] };
    expect(await validator.validate(sbomText(short))).not.toBeNull();
  });

  it("names each thing as other tools do", () => {
    const { components, metadata } = sbomOf(contents);
    expect(metadata.component.purl).toBe(`pkg:oci/train@sha256%3A${"a".repeat(64)}?arch=amd64`);
    expect(components.map(({ name, purl }) => [name, purl])).toEqual([
      [
        "gcr.io/distroless/nodejs24-debian13",
        `pkg:oci/nodejs24-debian13@sha256%3A${"b".repeat(64)}?repository_url=gcr.io/distroless/nodejs24-debian13`,
      ],
      ["node", "pkg:generic/node@24.11.1"],
      ["app/main.mjs", undefined],
      ["pipewright", "pkg:npm/pipewright@0.1.0"],
      ["zod", "pkg:npm/zod@4.6.7"],
      ["@duckdb/node-api", "pkg:npm/%40duckdb/node-api@1.5.5-r.5"],
      ["odd", "pkg:npm/odd@1.0.0"],
      ["odd", "pkg:npm/odd@1.0.0"],
    ]);
    expect(components[5]!.hashes).toEqual([{ alg: "SHA-512", content: "07".repeat(64) }]);
    expect(components[5]!.licenses).toEqual([{ expression: "MIT OR (Apache-2.0 WITH LLVM-exception)" }]);
    expect(components[6]!.licenses).toEqual([{ license: { name: "SEE LICENSE IN x" } }]);
  });

  it("keeps a registry's port out of the name of its base, and no tag in it", () => {
    const base = { from: "localhost:5000/bases/node:24@sha256:ff", digest: digest("b"), node: undefined };
    const [first] = sbomOf({ ...contents, base }).components;
    expect(first).toMatchObject({ name: "localhost:5000/bases/node" });
    expect(first!.purl).toContain("?repository_url=localhost%3A5000/bases/node");
  });

  it("is the same for the same image, and another for another", () => {
    expect(sbomText(contents)).toBe(sbomText(structuredClone(contents)));
    expect(sbomOf(contents).serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(sbomOf({ ...contents, digest: digest("d") }).serialNumber).not.toBe(sbomOf(contents).serialNumber);
  });
});
