import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printDiagnostics } from "../../cli/print-diagnostics.ts";
import { plainTerminal } from "../../cli/terminal.ts";
import { lint } from "../../compiler/lint/lint.ts";

const root = join(import.meta.dirname, "../..");
const manifests = globSync(["examples/*/*.yaml", "test/compiler/samples/*/_expected/*.yaml"], { cwd: root });

/** Whoever compiles with Pipewright has nothing to mend in what comes out. */
describe("a manifest of our own", () => {
  it("is there", () => expect(manifests.length).toBeGreaterThan(5));

  it.each(manifests)("%s has no problem", (path) => {
    const file = join(root, path);
    const { diagnostics, objects } = lint([{ file, text: readFileSync(file, "utf8") }]);
    expect(printDiagnostics(diagnostics, plainTerminal)).toBe("");
    expect(objects).toBeGreaterThan(0);
  });
});
