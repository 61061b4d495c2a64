// Builds dist/: JavaScript of the package's doors, of the command line and of each standard component's image. `--package` adds what only the published package
// needs, the declarations and the licences of what is bundled; in a clone types come from the sources (the condition
// "pipewright-source"), so that a start does not wait for them.
//
// dist/ is made in a folder beside it and renamed into place: never half there.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./build/bundle.mjs";
import { writeDeclarations } from "./build/declarations.mjs";
import { writeLicences } from "./build/licences.mjs";
import { bundleStandardComponents } from "./build/standard.mjs";
import { stateOfSources } from "./setup/dist-state.mjs";
import { inRoot } from "./setup/root.mjs";

const forPackage = process.argv.includes("--package");
const dist = inRoot("dist");
const made = inRoot(".cache", `dist-${process.pid}`);
const old = inRoot(".cache", `dist-old-${process.pid}`);

try {
  mkdirSync(made, { recursive: true });
  const state = await stateOfSources();
  const [{ metafile }] = await Promise.all([bundle(made), bundleStandardComponents(join(made, "bundles"))]);
  if (forPackage) {
    writeDeclarations(join(made, "types"));
    writeLicences(metafile, join(made, "THIRD-PARTY-LICENCES.txt"));
  } else {
    keepChunksInUse();
  }
  const { version } = JSON.parse(readFileSync(inRoot("node_modules", "zod", "package.json"), "utf8"));
  writeFileSync(join(made, "zod.version"), version);
  writeFileSync(join(made, ".stamp.json"), JSON.stringify(state));
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
} catch (error) {
  if (error.errors === undefined) throw error; // esbuild's, which it has printed
  process.exitCode = 1;
} finally {
  rmSync(made, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}

/** A command that is still running loads its chunks by the names they had when it started: they stay for a day. */
function keepChunksInUse() {
  const chunks = join(dist, "chunks");
  if (!existsSync(chunks)) return;
  const yesterday = Date.now() - 24 * 3_600_000;
  for (const name of readdirSync(chunks)) {
    const from = join(chunks, name);
    const to = join(made, "chunks", name);
    if (!existsSync(to) && statSync(from).mtimeMs > yesterday) cpSync(from, to, { preserveTimestamps: true });
  }
}
