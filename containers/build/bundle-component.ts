import { createHash } from "node:crypto";
import { dirname, resolve } from "node:path";
import type { Location, Metafile, Plugin } from "esbuild";
import { type BundledPackage, bundledPackages } from "./bundled-packages.ts";
import { type ExternalPackage, externalPackages, type FoundPackage } from "./external-packages.ts";

/** A component as its image knows it: a name, and the module that defines it. */
export interface ComponentSource {
  readonly name: string;
  readonly module: string;
}

/** The one JavaScript file of a component, and what it needs beside it. */
export interface ComponentBundle {
  readonly name: string;
  /** The code, read when it is wanted: most of the time its digest is all. */
  readonly content: () => BundleContent;
  /** SHA-256 of the code, in hexadecimal digits. */
  readonly codeDigest: string;
  /** Packages with native code that it imports, sorted by name. */
  readonly externals: readonly ExternalPackage[];
  /** Packages whose code is in it. */
  readonly packages: readonly BundledPackage[];
  /** Every file it is made of, absolute. */
  readonly inputs: readonly string[];
  /** Places of the project's own code that import what only the running program knows. */
  readonly unfollowed: readonly UnfollowedImport[];
}

/** An import that the bundle can't hold. */
export interface UnfollowedImport {
  /** As it stands in the code: `import(path)`. */
  readonly text: string;
  /** Relative to the project. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface BundleContent {
  readonly code: string;
  /** Leads positions in the code back to the author's files. */
  readonly sourceMap: string;
}

export interface BundleOptions {
  /** The module of `main`, the harness of every image. */
  readonly entrypoint: string;
  /** The project's folder: paths in the code are relative to it, so that it reads the same anywhere. */
  readonly root: string;
  /** Where the code will lie, for the paths of the source map. */
  readonly outFile: string;
  /** Modules of other components: what they load lazily is theirs, and stays out. */
  readonly otherModules: readonly string[];
}

/**
 * Bundles a component's work and the harness into one file.
 * @throws esbuild's BuildFailure, with the author's file and line
 */
export async function bundleComponent(source: ComponentSource, options: BundleOptions): Promise<ComponentBundle> {
  const esbuild = await import("esbuild");
  const externals = new Map<string, FoundPackage>();
  const { outputFiles, metafile, warnings } = await esbuild.build({
    absWorkingDir: options.root,
    stdin: {
      contents: entryCode(source, options.entrypoint),
      resolveDir: dirname(source.module),
      sourcefile: entryName,
      loader: "js",
    },
    outfile: options.outFile,
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22.18",
    minify: true, // also because names that esbuild makes up hold the paths of files
    keepNames: true,
    legalComments: "none",
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    logLevel: "silent",
    logOverride: { "unsupported-dynamic-import": "warning", "unsupported-require-call": "warning" },
    banner: {
      js: 'import{createRequire as pipewrightRequire}from"node:module";globalThis.require??=pipewrightRequire(import.meta.url);',
    },
    plugins: [lazyPartsOfOthers(source.module, options.otherModules), externalPackages(externals)],
  });
  const code = textOf(outputFiles, ".mjs");
  const content = { code, sourceMap: textOf(outputFiles, ".map") };
  return {
    name: source.name,
    content: () => content,
    codeDigest: createHash("sha256").update(code).digest("hex"),
    externals: [...externals.values()]
      .map(({ name, version }) => ({ name, version }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
    packages: bundledPackages(filesWithin(metafile).map((path) => resolve(options.root, path))),
    inputs: [
      ...Object.keys(metafile.inputs)
        .filter((path) => !path.endsWith(entryName) && !path.startsWith(`${emptyNamespace}:`))
        .map((path) => resolve(options.root, path)),
      ...[...externals.values()].map(({ manifest }) => manifest),
    ],
    unfollowed: warnings.flatMap(({ id, location }) => (id.startsWith("unsupported-") ? unfollowed(location) : [])),
  };
}

/** Files of which something is left in the code. */
const filesWithin = ({ outputs }: Metafile): readonly string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );

/** A package may try what is not there and go on without it; the author's own code means what it imports. */
function unfollowed(location: Location | null): readonly UnfollowedImport[] {
  if (location === null || /(^|\/)(node_modules|dist)\//.test(location.file)) return [];
  const { file, line, column, lineText, length } = location;
  const bytes = Buffer.from(lineText);
  const before = bytes.subarray(0, column).toString();
  const text = /^(?:await\s+)?(?:import|require)\s*\([^)]*\)/.exec(lineText.slice(before.length))?.[0];
  return [{ text: text ?? bytes.subarray(column, column + length).toString(), file, line, column: before.length + 1 }];
}

const textOf = (files: readonly { readonly path: string; readonly text: string }[], ending: string): string =>
  files.find(({ path }) => path.endsWith(ending))!.text;

/**
 * The program of the image: the module is loaded inside `main`, which reports what goes wrong with it. Each path has a line of its own, so that its
 * length moves no column of the source map.
 */
function entryCode({ name, module }: ComponentSource, entrypoint: string): string {
  return [
    "import { main } from",
    `${JSON.stringify(entrypoint)};`,
    `await main({ component: ${JSON.stringify(name)}, url: import.meta.url, load: () => import(`,
    JSON.stringify(module),
    ")});",
  ].join("\n");
}

const emptyNamespace = "pipewright-empty";
/** The program itself, which is no file. */
const entryName = "pipewright-entry.mjs";

/**
 * Leaves out what other components load by `run: () => import(...)`: a pipeline's module names them all, and this image runs
 * one. Without it a change in any of them would be a change of this image.
 */
function lazyPartsOfOthers(own: string, otherModules: readonly string[]): Plugin {
  const others = new Set(otherModules.filter((module) => module !== own));
  return {
    name: "lazy-parts-of-others",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ kind, importer }) =>
        kind === "dynamic-import" && others.has(importer) ? { path: "empty", namespace: emptyNamespace } : undefined,
      );
      onLoad({ filter: /.*/, namespace: emptyNamespace }, () => ({ contents: "export {};", loader: "js" }));
    },
  };
}
