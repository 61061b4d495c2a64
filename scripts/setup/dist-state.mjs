import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { sep } from "node:path";
import { inRoot, root } from "./root.mjs";

/** What dist/ is made from. */
export const sourceFolders = [
  "cli",
  "cluster",
  "compiler",
  "components",
  "containers",
  "dsl",
  "runner",
  "testing",
  "util",
  `scripts${sep}build`,
];
const files = ["package.json", "package-lock.json", "tsconfig.json", `scripts${sep}build.mjs`];
const stamp = inRoot("dist", ".stamp.json");

/**
 * Whether dist/ was built from the sources as they are now.
 *
 * Sizes and times of change are compared first, a few milliseconds for all files; only where they differ, as after a
 * `git checkout` there and back, is the content read. Runs before every command of a clone, so it has to be quick.
 */
export async function isBuilt() {
  let built;
  try {
    built = JSON.parse(readFileSync(stamp, "utf8"));
  } catch {
    return false;
  }
  const sources = listSources();
  const quick = quickState(sources);
  if (quick === built.quick) return true;
  if ((await contentHash(sources)) !== built.content) return false;
  try {
    writeFileSync(stamp, JSON.stringify({ ...built, quick }));
  } catch {
    // a checkout that may only be read: compared again next time
  }
  return true;
}

/** The state of the sources, for dist/.stamp.json; taken before a build, so that a change during it is noticed. */
export async function stateOfSources() {
  const sources = listSources();
  return { quick: quickState(sources), content: await contentHash(sources) };
}

function listSources() {
  const list = [...files];
  for (const folder of sourceFolders) walk(folder, list);
  return list;
}

function walk(folder, list) {
  for (const child of readdirSync(`${root}${sep}${folder}`, { withFileTypes: true })) {
    const path = `${folder}${sep}${child.name}`;
    if (child.isDirectory()) walk(path, list);
    else if (child.isFile() && !child.name.endsWith(".md")) list.push(path);
  }
}

function quickState(sources) {
  let state = "";
  for (const path of sources) {
    const { size, mtimeMs } = statSync(`${root}${sep}${path}`); // joining paths takes longer than asking for them
    state += `${path} ${size} ${mtimeMs}\n`;
  }
  return state;
}

/** Loads node:crypto, some milliseconds, only when it comes to this. */
async function contentHash(sources) {
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for (const path of sources) hash.update(`${path}\n`).update(readFileSync(inRoot(path)));
  return hash.digest("hex");
}
