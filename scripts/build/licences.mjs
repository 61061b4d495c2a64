import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../setup/root.mjs";

/** Writes the name, version and licence text of every package that esbuild took code from. */
export function writeLicences(metafile, file) {
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const named = used.map(([path]) => packageOf(path)).filter((name) => name !== undefined);
  const packages = new Set(named.flatMap((name) => [name, ...(held[name] ?? [])]));
  const sections = [...packages].sort().map((name) => {
    const folder = inRoot("node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${textIn(folder)}`;
  });
  writeFileSync(file, `Pipewright's JavaScript holds code of these packages.\n\n${sections.join(`\n${"-".repeat(80)}\n\n`)}`);
}

/** Packages that lie inside of others: ts-morph brings its own copy of TypeScript's parser. */
const held = { "@ts-morph/common": ["typescript"] };

const packageOf = (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];

function textIn(folder) {
  const name = readdirSync(folder).find((child) => /^licen[cs]e/i.test(child) && existsSync(join(folder, child)));
  return name === undefined ? "" : `${readFileSync(join(folder, name), "utf8").trim()}\n`;
}
