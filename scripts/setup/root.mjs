import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout that this script belongs to. */
export const root = resolve(fileURLToPath(import.meta.url), "../../..");

/** A path inside the checkout. */
export const inRoot = (...parts) => join(root, ...parts);
