import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeError } from "./setup-error.mjs";

const stampOf = (folder) => join(folder, "node_modules", ".pipewright-stamp");

/**
 * Whether node_modules holds what package-lock.json asks for.
 *
 * The stamp, a hash of the lock file, answers in a millisecond. Without it npm's own record of what it installed is compared
 * with the lock file, so that a node_modules that came by `npm ci` or `npm install` is taken as it is.
 */
export function isInstalled(folder) {
  const lock = readLock(folder);
  if (readText(stampOf(folder)) === hash(lock)) return true;
  const record = readText(join(folder, "node_modules", ".package-lock.json"));
  if (record === undefined || !holdsAll(JSON.parse(lock).packages, JSON.parse(record).packages)) return false;
  try {
    writeStamp(folder);
  } catch {
    // a checkout that may only be read: compared again next time
  }
  return true;
}

/** Remembers that node_modules holds what package-lock.json asks for. */
export function stampInstalled(folder) {
  try {
    writeStamp(folder);
  } catch (error) {
    throw writeError(join(folder, "node_modules"), error);
  }
}

function writeStamp(folder) {
  if (existsSync(join(folder, "node_modules"))) writeFileSync(stampOf(folder), hash(readLock(folder)));
}

function holdsAll(wanted, found) {
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === "" || entry.link || found[path]?.version === entry.version || (entry.optional && found[path] === undefined),
  );
}

const readLock = (folder) => readFileSync(join(folder, "package-lock.json"), "utf8");
const hash = (text) => createHash("sha256").update(text).digest("hex");

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
