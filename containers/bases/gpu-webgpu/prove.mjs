// `node prove.mjs FILE`: shows in the image itself that Dawn loads, and that the Vulkan loader is where it will be looked for; writes down
// what was found. Runs while the base is built, where no GPU is: a base that lacks something is not made.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const loader = "libvulkan.so.1";
const missing = whyNotOpened(loader);
if (missing !== undefined) {
  process.stderr.write(`prove: the Vulkan loader is missing: ${missing}\n`);
  process.exit(1);
}
const { create } = await import(pathToFileURL(createRequire("/app/main.mjs").resolve("webgpu")).href);
const adapter = await create([]).requestAdapter();
const { glibcVersionRuntime } = process.report.getReport().header;
const found = { node: process.version, arch: process.arch, glibc: glibcVersionRuntime, loader, adapter: adapter !== null };
writeFileSync(process.argv[2], `${JSON.stringify(found)}\n`);
process.exit(0); // Dawn's instance would keep the process

/** Opens a library as if it were an addon: one that is there is found to be none, one that is not there can't be opened. */
function whyNotOpened(library) {
  try {
    process.dlopen({ exports: {} }, library);
  } catch (error) {
    return /cannot open shared object file/.test(error.message) ? error.message : undefined;
  }
  return undefined;
}
