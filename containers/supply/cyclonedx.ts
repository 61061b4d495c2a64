/** A bill of materials in the words of CycloneDX 1.6, as far as images need them. */
export interface Bom {
  readonly $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json";
  readonly bomFormat: "CycloneDX";
  readonly specVersion: "1.6";
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: {
    readonly component: BomComponent;
    readonly tools: { readonly components: readonly BomComponent[] };
  };
  readonly components: readonly BomComponent[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

export interface BomComponent {
  readonly type: "application" | "container" | "file" | "library" | "platform";
  readonly "bom-ref"?: string;
  readonly name: string;
  readonly version?: string;
  readonly hashes?: readonly BomHash[];
  readonly licenses?: readonly ({ readonly expression: string } | { readonly license: { readonly name: string } })[];
  readonly purl?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

export interface BomHash {
  readonly alg: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  /** In hexadecimal digits. */
  readonly content: string;
}

/** The path of a component in the image. */
export const pathProperty = "dev.pipewright:path";

export const pathOf = ({ properties = [] }: BomComponent): string | undefined =>
  properties.find(({ name }) => name === pathProperty)?.value;

const algorithms: Readonly<Record<string, BomHash["alg"]>> = {
  sha1: "SHA-1",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
};

/** What a lock file says of an archive (Subresource Integrity: `sha512-` and base64; the best of several comes first). */
export function hashesOf(integrity: string): readonly BomHash[] {
  return integrity.split(/\s+/).flatMap((one) => {
    const [, algorithm = "", base64 = ""] = /^(\w+)-([A-Za-z0-9+/=]+)$/.exec(one) ?? [];
    const alg = algorithms[algorithm];
    return alg === undefined ? [] : [{ alg, content: Buffer.from(base64, "base64").toString("hex") }];
  });
}

/** `MIT OR Apache-2.0` is an expression of SPDX; what else stands in a package.json is a name. */
export function licensesOf(license: string | undefined): Pick<BomComponent, "licenses"> {
  if (license === undefined || license === "") return {};
  const isExpression = /^\(*[A-Za-z0-9.+-]+\)*(?: (?:AND|OR|WITH) \(*[A-Za-z0-9.+-]+\)*)*$/.test(license);
  return { licenses: [isExpression && license !== "UNLICENSED" ? { expression: license } : { license: { name: license } }] };
}
