import { existsSync } from "node:fs";
import { sep } from "node:path";
import { build } from "esbuild";
import { wanted } from "../setup/node-version.mjs";
import { inRoot, root } from "../setup/root.mjs";

/** dist/<name>.js for each door of the package, the command line and the program in every container. */
const doors = {
  dsl: "dsl/index.ts",
  components: "components/index.ts",
  testing: "containers/entrypoint/testing.ts",
  entrypoint: "containers/entrypoint/main.ts",
  cli: "cli/main.ts",
  /** zod in one file instead of a hundred: see cli/bin.mjs. */
  zod: "node_modules/zod/index.js",
};

/** Loaded from node_modules: native code, or large and wanted by one verb alone. */
const external = ["esbuild", "typescript", "ts-morph", "@duckdb/*", "@tensorflow/*", "@kubernetes/client-node"];

/** Rooms whose zod is the bundled one; everybody else imports the author's, a peer dependency. */
const ownZod = ["cli", "compiler", "runner"];

/** Bundles every door that is there into `folder`; what they share, and what they import lazily, becomes chunks. */
export function bundle(folder) {
  return build({
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
    plugins: [zodByRoom, yamlAsModules],
  });
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
