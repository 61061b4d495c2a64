#!/usr/bin/env node
// The command `pipewright`: starts dist/cli.js on a Node that is new enough. Plain JavaScript that old Nodes can read.
import nodeModule from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Required, as an import would first make all that the module has: 2 ms of each start. */
const { existsSync, readFileSync } = nodeModule.createRequire(import.meta.url)("fs");
const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const inClone = existsSync(join(packageFolder, "scripts", "setup.mjs"));

/** The command line itself. */
function start() {
  useCompileCache();
  nodeModule.registerHooks({ resolve: resolveQuickly });
  return import("../dist/cli.js");
}

/** Where dist/ really is, once its first part was found. */
let dist;

/** Parts of dist/ name one another's files: Node need not look for what is there (8 ms of each start). */
function resolveQuickly(specifier, context, next) {
  const { parentURL } = context;
  if (dist !== undefined && parentURL?.startsWith(dist) && specifier.startsWith("."))
    return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
  const found = specifier === "zod" ? zodInOneFile(next(specifier, context)) : next(specifier, context);
  if (parentURL === import.meta.url) dist ??= new URL(".", found.url).href;
  return found;
}

/** Node's compile cache saves reading the same JavaScript again at every start. */
function useCompileCache() {
  const beside = dirname(packageFolder);
  const cache = inClone
    ? join(packageFolder, ".cache", "compiled")
    : basename(beside) === "node_modules"
      ? join(beside, ".cache", "pipewright")
      : undefined;
  const { status } = nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? cache);
  if (status === nodeModule.constants.compileCacheStatus.FAILED) nodeModule.enableCompileCache();
}

/**
 * Loads the author's zod from dist/zod.js, one file instead of a hundred (0.07 s), where it is the very version that dist/ was
 * built with. Any other version is the author's own.
 */
function zodInOneFile(found) {
  if (!found.url.endsWith("/zod/index.js")) return found;
  try {
    const installed = JSON.parse(readFileSync(new URL("package.json", found.url), "utf8")).version;
    const bundled = readFileSync(new URL("zod.version", dist), "utf8");
    return installed === bundled ? { ...found, url: new URL("zod.js", dist).href } : found;
  } catch {
    return found;
  }
}

function isNewEnough() {
  const version = process.versions.node.split(".").map(Number);
  return version[0] > 22 || (version[0] === 22 && version[1] >= 18);
}

/** In a clone: the right Node, node_modules and dist/ first, and where the Node is another one, everything there. */
async function startInClone() {
  const { isBuilt } = await import("../scripts/setup/dist-state.mjs");
  if (isNewEnough() && (await isBuilt())) return start();
  const { prepare } = await import("../scripts/setup/prepare.mjs");
  const node = await prepare({ dist: true });
  if (node === process.execPath) return start();
  const { runChild } = await import("../scripts/setup/run-child.mjs");
  process.exitCode = await runChild(node, process.argv.slice(1));
}

function refuse(message, exitCode) {
  process.stderr.write(`pipewright: ${message}\n`);
  process.exitCode = exitCode;
}

if (inClone) {
  startInClone().catch((error) => {
    if (error === null || typeof error !== "object" || error.name !== "SetupError") throw error;
    refuse(error.message, 2);
  });
} else if (isNewEnough()) {
  start();
} else {
  refuse(`Pipewright needs Node 22.18 or newer; this is ${process.version}.`, 2);
}
