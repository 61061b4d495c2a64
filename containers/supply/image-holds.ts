import { createHash } from "node:crypto";
import { type Bom, pathOf } from "./cyclonedx.ts";

/** What was found in the layers of an image, by path. */
export interface Holdings {
  /** Packages by their folder, such as `app/node_modules/zod`: `zod@4.6.7`. */
  readonly packages: ReadonlyMap<string, string>;
  /** Files of Pipewright's outside of packages: SHA-256 in hexadecimal digits. */
  readonly files: ReadonlyMap<string, string>;
}

/** The folder of the package whose package.json a path is. */
export const packageFolder = (path: string): string | undefined =>
  /^(app\/(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1];

/** Whether a path is one of Pipewright's own files. */
export const isOwnFile = (path: string): boolean => path.startsWith("app/") && !path.startsWith("app/node_modules/");

/** `zod@4.6.7`, as a package says of itself. */
export function packageName(bytes: Uint8Array): string {
  try {
    const { name, version } = JSON.parse(Buffer.from(bytes).toString()) as Readonly<Record<string, unknown>>;
    return `${name}@${version}`;
  } catch {
    return "a package.json that is no JSON";
  }
}

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** How a bill of materials differs from what an image holds: to follow "says", and to follow "holds". */
export interface Difference {
  readonly path: string;
  readonly said: string;
  readonly held: string;
}

/** Where a bill of materials and an image tell of other things. */
export function differences({ components }: Bom, { packages, files }: Holdings): readonly Difference[] {
  const saidPackages = new Map(
    components.flatMap((one) => {
      const path = pathOf(one);
      return path === undefined ? [] : [[path, `${one.name}@${one.version}`] as const];
    }),
  );
  const saidFiles = new Map(
    components.flatMap(({ type, name, hashes }) => (type === "file" ? [[name, hashes?.[0]?.content ?? ""] as const] : [])),
  );
  return [...unequal(saidPackages, packages), ...unequal(saidFiles, files)];
}

function unequal(said: ReadonlyMap<string, string>, held: ReadonlyMap<string, string>): readonly Difference[] {
  return [...new Set([...said.keys(), ...held.keys()])]
    .filter((path) => said.get(path) !== held.get(path))
    .sort()
    .map((path) => ({ path, said: said.get(path) ?? "nothing", held: held.get(path) ?? "nothing" }));
}
