import { createHash } from "node:crypto";
import { stableJson } from "../../util/stable-json.ts";
import type { BundledPackage } from "../build/bundled-packages.ts";
import type { InstalledPackage } from "../packages/packages-for.ts";
import { type Bom, type BomComponent, type BomHash, hashesOf, licensesOf, pathProperty } from "./cyclonedx.ts";
import { imageUrl, npmUrl } from "./package-url.ts";

/** What is in one platform's image, and what it is called. */
export interface ImageContents {
  readonly component: string;
  readonly tag: string;
  /** Of the platform's manifest. */
  readonly digest: string;
  /** `amd64` */
  readonly architecture: string;
  readonly pipewright: string;
  readonly base: {
    /** As a person named it. */
    readonly from: string;
    /** Of the platform's manifest. */
    readonly digest: string;
    readonly node: string | undefined;
  };
  /** Files of the image by their path, such as `app/main.mjs`: SHA-256 in hexadecimal digits. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** Packages whose code is in the program. */
  readonly bundled: readonly BundledPackage[];
  /** Packages that lie beside it. */
  readonly installed: readonly Omit<InstalledPackage, "bytes">[];
}

/** Where the program lies. */
const programPath = "app/main.mjs";

/**
 * The bill of materials of an image: all that Pipewright put into it, and the base that it lies on. Equal images have equal bills: there is no time in it, and
 * its number is made of the image's digest.
 *
 * ```ts
 * sbomText({ component: "train", tag: "c-…", digest: "sha256:…", … }) // => '{"$schema":"http://cyclonedx.org/…'
 * ```
 */
export const sbomText = (contents: ImageContents): string => stableJson(sbomOf(contents));

export function sbomOf(contents: ImageContents): Bom {
  const { component, tag, digest, architecture, pipewright, files, bundled, installed } = contents;
  const image = imageUrl({ name: component, digest, architecture });
  const within = [
    {
      type: "library",
      "bom-ref": npmUrl("pipewright", pipewright),
      name: "pipewright",
      version: pipewright,
      purl: npmUrl("pipewright", pipewright),
      ...licensesOf("Apache-2.0"),
    } as const,
    ...bundled.filter(({ name }) => name !== "pipewright").map(bundledComponent),
  ];
  const base = baseComponents(contents.base);
  const fileComponents = files.map(fileComponent);
  const packages = installed.map(installedComponent);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: serialNumber(digest),
    version: 1,
    metadata: {
      component: { type: "container", "bom-ref": image, name: component, version: tag, hashes: digestHash(digest), purl: image },
      tools: { components: [{ type: "application", name: "pipewright", version: pipewright }] },
    },
    components: [...base, ...fileComponents, ...within, ...packages],
    dependencies: [
      { ref: image, dependsOn: refsOf([...base, ...fileComponents, ...packages]) },
      { ref: programPath, dependsOn: refsOf(within) },
    ],
  };
}

const refsOf = (components: readonly BomComponent[]): readonly string[] => components.map((one) => one["bom-ref"]!);

function baseComponents({ from, digest, node }: ImageContents["base"]): readonly BomComponent[] {
  const repository = from.startsWith("oci:") ? undefined : from.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
  const name = repository ?? from;
  const purl = repository && imageUrl({ name: repository.slice(repository.lastIndexOf("/") + 1), digest, repository });
  return [
    { type: "container", "bom-ref": `base:${digest}`, name, version: digest, hashes: digestHash(digest), ...(purl && { purl }) },
    {
      type: "platform",
      "bom-ref": "node",
      name: "node",
      ...(node !== undefined && { version: node, purl: `pkg:generic/node@${node}` }),
    },
  ];
}

const fileComponent = ({ path, sha256 }: ImageContents["files"][number]): BomComponent => ({
  type: "file",
  "bom-ref": path,
  name: path,
  hashes: [{ alg: "SHA-256", content: sha256 }],
});

const bundledComponent = ({ name, version, license }: BundledPackage): BomComponent => ({
  type: "library",
  "bom-ref": npmUrl(name, version),
  name,
  version,
  purl: npmUrl(name, version),
  ...licensesOf(license),
});

const installedComponent = ({ name, version, integrity, license, path }: Omit<InstalledPackage, "bytes">): BomComponent => ({
  type: "library",
  "bom-ref": `app/${path}`,
  name,
  version,
  purl: npmUrl(name, version),
  hashes: hashesOf(integrity),
  properties: [{ name: pathProperty, value: `app/${path}` }],
  ...licensesOf(license),
});

const digestHash = (digest: string): readonly BomHash[] => [{ alg: "SHA-256", content: digest.slice("sha256:".length) }];

/** A UUID of version 8 (RFC 9562: made of data of one's own). */
function serialNumber(digest: string): string {
  const hex = createHash("sha256").update(`pipewright sbom ${digest}`).digest("hex");
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
