import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { printDiagnostics } from "../../cli/print-diagnostics.ts";
import { plainTerminal } from "../../cli/terminal.ts";
import { isError } from "../../compiler/diagnostics/diagnostic.ts";
import { lint } from "../../compiler/lint/lint.ts";
import { expectFile } from "../helpers/expected.ts";

const folder = join(import.meta.dirname, "lint");
const cases = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const look = (name: string, file: string) => {
  const path = join(folder, name, file);
  return lint([{ file: path, text: readFileSync(path, "utf8") }]).diagnostics;
};

/** Every wrong manifest is refused at its own line: what is printed is beside each. */
describe("a wrong manifest", () => {
  it.each(cases)("%s", (name) => {
    const found = look(name, "manifest.yaml");
    const printed = printDiagnostics(found, plainTerminal).replaceAll(`${relative(process.cwd(), join(folder, name))}/`, "");
    expectFile(join(folder, name, "_expected", "stderr.txt"), printed);
    expect(found.map(({ code }) => code)).toContain(name);
  });
});

describe("a look-alike that is right", () => {
  it.each(cases.filter((name) => existsSync(join(folder, name, "right.yaml"))))("has no %s, and no error", (name) => {
    const found = look(name, "right.yaml");
    expect(found.filter(isError), printDiagnostics(found, plainTerminal)).toEqual([]);
    expect(found.map(({ code }) => code)).not.toContain(name);
  });
});
