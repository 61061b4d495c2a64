import { existsSync, readdirSync } from "node:fs";
import { inRoot, root } from "../setup/root.mjs";

/** Writes the bundle of each standard component into `folder`: what its image consists of, ready in the package. */
export async function bundleStandardComponents(folder) {
  const { writeStandardBundles } = await import("../../containers/build/standard-bundles.ts");
  const sources = readdirSync(inRoot("components"))
    .map((name) => ({ name, module: inRoot("components", name, "spec.ts") }))
    .filter(({ module }) => existsSync(module));
  await writeStandardBundles(folder, sources, { entrypoint: inRoot("containers", "entrypoint", "main.ts"), root });
}
