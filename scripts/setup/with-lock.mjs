import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inRoot } from "./root.mjs";
import { SetupError, writeError } from "./setup-error.mjs";

const beatMs = 2_000;
const staleMs = 20_000;
const patienceMs = 15 * 60_000;
const me = `${hostname()} ${process.pid} ${Date.now()}`;

/**
 * Does `work` while nobody else holds the lock; waits for the other one to end.
 *
 * The lock is a folder, for all setups of a checkout .cache/setup.lock: making a folder is atomic everywhere. Its owner touches
 * it every two seconds, so that a lock whose owner was killed is known by its age, or at once where its process is seen to be gone.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [lock]
 * @returns {Promise<T>}
 */
export async function withLock(work, lock = inRoot(".cache", "setup.lock")) {
  await take(lock);
  const beat = setInterval(() => touch(lock), beatMs);
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

async function take(lock) {
  const giveUp = Date.now() + patienceMs;
  for (;;) {
    try {
      mkdirSync(dirname(lock), { recursive: true });
      mkdirSync(lock);
      writeFileSync(join(lock, "owner"), me);
      return;
    } catch (error) {
      if (error.code !== "EEXIST" && error.code !== "ENOENT") throw writeError(dirname(lock), error);
    }
    if (!removeWhenStale(lock)) await sleep(100);
    if (Date.now() > giveUp)
      throw new SetupError(`Another setup has been at work for 15 minutes; if there is none, delete ${lock}.`);
  }
}

/** Moves the lock away before deleting it: of two who find it stale, one succeeds. */
function removeWhenStale(lock) {
  const owner = ownerOf(lock);
  if (owner === undefined || !isStale(lock, owner)) return false;
  const aside = `${lock}.${process.pid}.${Date.now()}`;
  try {
    renameSync(lock, aside);
    if (ownerOf(aside) !== owner)
      renameSync(aside, lock); // a new owner came in between
    else rmSync(aside, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

/** What the owner wrote; "" for a lock that is just being made, undefined for none. */
function ownerOf(lock) {
  try {
    statSync(lock);
  } catch {
    return undefined;
  }
  try {
    return readFileSync(join(lock, "owner"), "utf8");
  } catch {
    return "";
  }
}

function isStale(lock, owner) {
  const [host, pid] = owner.split(" ");
  if (host === hostname() && !isAlive(Number(pid))) return true;
  try {
    return Date.now() - statSync(lock).mtimeMs > staleMs;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // taken away: nothing to keep fresh
  }
}
