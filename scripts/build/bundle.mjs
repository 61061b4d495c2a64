import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { sep } from "node:path";
import { build, transform } from "esbuild";
import { wanted } from "../setup/node-version.mjs";
import { inRoot, root } from "../setup/root.mjs";
import { askForBuiltIns } from "./built-ins.mjs";
import { eagerFunctions, isEager } from "./eager-functions.mjs";

/** dist/<name>.js for each door of the package, the command line and the program in every container. */
const doors = {
  dsl: "dsl/index.ts",
  components: "components/index.ts",
  testing: "testing/index.ts",
  compiler: "compiler/index.ts",
  entrypoint: "containers/entrypoint/main.ts",
  cli: "cli/main.ts",
  /** The thread that reads pipeline files: see cli/source-reader.ts. */
  "source-worker": "cli/source-worker.ts",
  /** The thread that compiles once for `compile --watch`: see cli/watch/compile-threads.ts. */
  "compile-thread": "cli/watch/compile-thread.ts",
  /** zod in one file instead of a hundred: see cli/bin.mjs. */
  zod: "node_modules/zod/index.js",
};

/** Loaded from node_modules: native code, or large and wanted by one verb alone. */
const external = ["esbuild", "typescript", "@duckdb/*", "@tensorflow/*"];

/** Rooms whose zod is the bundled one; everybody else imports the author's, a peer dependency. */
const ownZod = ["cli", "compiler", "runner"];

/** Bundles every door that is there into `folder`; what they share, and what they import lazily, becomes chunks. */
export async function bundle(folder) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(doors)
      .filter(([, source]) => existsSync(inRoot(source)))
      .map(([out, source]) => ({ in: source, out })),
    outdir: folder,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: `node${wanted}`,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none", // dist/THIRD-PARTY-LICENCES.txt has them whole
    loader: { ".txt": "text", ".css": "text" },
    logLevel: "warning",
    metafile: true,
    external,
    plugins: [zodByRoom, yamlAsModules, parserOfTsMorph, jqOfOneFile, functionsCompiledAtOnce, requiredBuiltIns],
  });
  askForBuiltIns(result.metafile);
  return result;
}

const zodByRoom = {
  name: "zod-by-room",
  setup({ onResolve }) {
    onResolve({ filter: /^zod(\/|$)/ }, ({ path, importer }) => {
      const bundled =
        importer.includes(`${sep}node_modules${sep}`) || ownZod.some((room) => importer.startsWith(inRoot(room) + sep));
      return bundled ? undefined : { path, external: true };
    });
  },
};

/** yaml's build for Node is CommonJS that requires built-ins, which a module cannot; its other build is modules. */
const yamlAsModules = {
  name: "yaml-as-modules",
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: inRoot("node_modules", "yaml", "browser", "index.js") }));
  },
};

/**
 * Of ts-morph the reader of pipeline files wants the parser alone: a third of the code, loaded in half the time. As part of a module
 * it can't require Node's own modules, and asks the process for them; its own file name it wants only to see whether names differ by case.
 */
const parserOfTsMorph = {
  name: "parser-of-ts-morph",
  setup({ onResolve, onLoad }) {
    const parser = inRoot("node_modules", "@ts-morph", "common", "dist", "typescript.js");
    const entry = "ts-morph-parser";
    onResolve({ filter: /^ts-morph$/ }, ({ importer }) =>
      importer.startsWith(inRoot("compiler", "source") + sep) ? { path: entry, namespace: entry } : undefined,
    );
    onLoad({ filter: /.*/, namespace: entry }, () => ({
      contents: `import ts from ${JSON.stringify(parser)}; export { ts };`,
      resolveDir: root,
    }));
    onLoad({ filter: /[/\\]@ts-morph[/\\]common[/\\]dist[/\\]typescript\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const own = text
        .replace(/\brequire\("(?:node:)?([a-z_/]+)"\)/g, 'process.getBuiltinModule("$1")')
        .replace(/\b__filename\b/g, "process.execPath");
      return { contents: (await transform(own, { minify: true, legalComments: "none" })).code, loader: "js" };
    });
  },
};

/** jq has its WebAssembly in its own text, and asks where it lies only to look for it beside itself. */
const jqOfOneFile = {
  name: "jq-of-one-file",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]jq-wasm[/\\]dist[/\\]build[/\\]jq\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/\b__(filename|dirname)\b/g, "process.execPath"),
      loader: "js",
    }));
  },
};

/** What a bundled CommonJS package requires of Node's own modules: as part of a module it asks the process for them. */
const requiredBuiltIns = {
  name: "required-built-ins",
  setup({ onResolve, onLoad }) {
    const namespace = "required-built-in";
    onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path, kind }) =>
      kind === "require-call" && isBuiltin(path) ? { path, namespace } : undefined,
    );
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/** So that Node's compile cache holds the functions that every start runs. */
const functionsCompiledAtOnce = {
  name: "functions-compiled-at-once",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) =>
      isEager(path) ? { contents: eagerFunctions(await readFile(path, "utf8"), path), loader: "ts" } : undefined,
    );
  },
};
