import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { lint } from "../../compiler/lint/lint.ts";
import { randomFrom } from "../helpers/random-from.ts";

const recorded = join(import.meta.dirname, "../recorded");
const files = globSync("*/*.yaml", { cwd: recorded }).sort();

/** What may stand anywhere in YAML that nobody has looked at. */
const odd = [
  null,
  5,
  -1,
  true,
  "",
  "{{",
  "{{=",
  "a b",
  [],
  [null],
  [[]],
  {},
  { a: 1 },
  "{{inputs.parameters.",
  "{{= 1 + }}",
  "__proto__",
];

function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

function withOddity(value: unknown, random: () => number): unknown {
  const changed = structuredClone(value);
  const paths = pathsIn(changed).filter(({ length }) => length > 1);
  const path = paths[Math.floor(random() * paths.length)] ?? [];
  const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], changed) as Record<string, unknown>;
  parent[path.at(-1) ?? ""] = odd[Math.floor(random() * odd.length)];
  return changed;
}

describe("a manifest in which anything may stand anywhere", () => {
  it("is looked at to its end: a value that is not of the right shape is a problem, not a crash", () => {
    const random = randomFrom(20261123);
    for (const file of files) {
      const object: unknown = parseAllDocuments(readFileSync(join(recorded, file), "utf8"))
        .at(-1)
        ?.toJS();
      const text = JSON.stringify(withOddity(object, random));
      expect(() => lint([{ file, text }]), text).not.toThrow();
    }
  });

  it("is looked at in text that is cut off anywhere", () => {
    const random = randomFrom(7);
    for (const file of files) {
      const text = readFileSync(join(recorded, file), "utf8");
      const cut = text.slice(0, Math.floor(random() * text.length));
      expect(() => lint([{ file, text: cut }]), cut).not.toThrow();
    }
  });
});

describe("a large manifest", () => {
  const count = 2000;
  const tasks = Array.from({ length: count }, (_, i) => {
    const value = i === 0 ? "1" : `{{tasks.t${i - 1}.outputs.parameters.out}}`;
    const depends = i === 0 ? "" : `depends: t${i - 1}, `;
    return `          - {name: t${i}, template: work, ${depends}arguments: {parameters: [{name: in, value: "${value}"}]}}\n`;
  });
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: large}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
${tasks.join("")}    - name: work
      inputs: {parameters: [{name: in}]}
      container: {image: "busybox:1.36", command: [echo, "{{inputs.parameters.in}}"]}
      outputs: {parameters: [{name: out, valueFrom: {path: /tmp/out}}]}
`;

  it("of 2,000 tasks takes time in proportion, and is told what is too much of it", () => {
    const start = performance.now();
    const codes = lint([{ file: "large.yaml", text }]).diagnostics.map(({ code }) => code);
    expect(codes).toEqual(["schema-size"]);
    // A second or two on a machine that does other things too; a rule that is quadratic takes minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
