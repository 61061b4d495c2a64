import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { encodeExpression } from "../../compiler/3-lower/foreign/encode-param.ts";
import { kubernetesText } from "../../compiler/3-lower/foreign/kubernetes-text.ts";
import { readExpression } from "../../compiler/3-lower/foreign/read-output.ts";
import { renderText } from "../../compiler/3-lower/foreign/render-text.ts";
import { resourceManifest } from "../../compiler/3-lower/foreign/resource-manifest.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { isHarmlessWord } from "../../compiler/foreign/harmless-word.ts";
import type { ValueShape } from "../../compiler/foreign/value-shape.ts";
import { type Form, markText } from "../../dsl/foreign/marked-text.ts";
import type { Json } from "../../dsl/nodes/ref-node.ts";
import { substitute } from "../../runner/controller/substitute.ts";
import { expandDollars } from "../../runner/pods/expand-dollars.ts";
import { decodeWire, encodeWire } from "../../util/wire-form.ts";

/** Text as hostile as it gets: tags, expansions, quotes, escapes, control and astral characters. */
const pieces = [
  "{{",
  "}}",
  "{{=1+1}}",
  "{{workflow.name}}",
  "$(HOME)",
  "$$",
  "$",
  "'",
  '"',
  "\\",
  "\n",
  "\t",
  "\u0001",
  "\u007f",
  "\u2028",
];
const words = ["<&>", "é", "🐢", "%s", "{", " ", ": ", " # ", "- ", "-rf", "a", "B7", "/x", "true", "12", "~", ",", "@"];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces, ...words), fc.string({ unit: "binary" })), { maxLength: 6 })
  .map((parts) => parts.join("").toWellFormed());
const scalar: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((number) => number + 0),
);
const json: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(
    text.filter((key) => key !== "__proto__"),
    fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
    { maxKeys: 3, noNullPrototype: true },
  ),
);

/** What escapes of JSON are for YAML too: it takes the two halves of a character beyond the first plane for two characters. */
const inYaml = <T extends Json>(value: T): T =>
  JSON.parse(JSON.stringify(value).replace(/(?=[\u{10000}-\u{10ffff}])[^\p{L}\p{M}\p{N}\p{P}\p{S}]/gu, "?")) as T;

const encoded = (form: Form, shape: ValueShape, value: unknown): string =>
  String(
    evaluateExpression(
      encodeExpression({ param: "p", form }, shape),
      argoEnvironment({ "inputs.parameters.p": encodeWire(value) }),
    ),
  );
const read = (plain: string, shape: ValueShape, as: "value" | "json" = "value"): string =>
  String(
    evaluateExpression(
      readExpression("tasks.run.outputs.result", as, shape),
      argoEnvironment({ "tasks.run.outputs.result": plain }),
    ),
  );
const inManifest = (manifest: Json, values: Readonly<Record<string, string>>): unknown => {
  const named = new Map(Object.entries(values).map(([name, value]) => [`inputs.parameters.${name}`, value]));
  return parse(substitute({ manifest: resourceManifest(manifest) }, named, "all").manifest, {
    version: "1.1",
  });
};
const harmless = /^[^{}$'"\\\s\u0000-\u001f\u007f]*$/;
const nothingForArgo = /\{\{|\$|[\u0000-\u001f\u007f]/;

describe("a parameter of a foreign step", () => {
  it("arrives byte for byte as base64", () => {
    fc.assert(
      fc.property(text, (value) => {
        const base64 = encoded("base64", { kind: "text" }, value);
        expect(base64).toMatch(/^[A-Za-z0-9+/=]*$/);
        expect(Buffer.from(base64, "base64").toString("utf8")).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it("is base64 of its JSON when it is no text", () => {
    fc.assert(
      fc.property(json, (value) => {
        const base64 = encoded("base64", { kind: "json" }, value);
        expect(JSON.parse(Buffer.from(base64, "base64").toString("utf8"))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it("is a number, or an error of the cluster's", () => {
    fc.assert(
      fc.property(json, (value) => {
        if (typeof value !== "number") expect(() => encoded("text", { kind: "number" }, value)).toThrow();
        else {
          expect(Number(encoded("text", { kind: "number" }, value))).toBe(value);
          expect(encoded("text", { kind: "integer" }, value)).toMatch(harmless);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is true or false, or an error", () => {
    fc.assert(
      fc.property(json, (value) => {
        if (typeof value === "boolean") expect(encoded("text", { kind: "boolean" }, value)).toBe(String(value));
        else expect(() => encoded("text", { kind: "boolean" }, value)).toThrow();
      }),
    );
  });

  it("is one of its choices, or an error", () => {
    const shape = { kind: "choice", choices: ["fast", "slow"] } as const;
    fc.assert(
      fc.property(fc.oneof(json, fc.constantFrom("fast", "slow")), (value) => {
        if (value === "fast" || value === "slow") expect(encoded("text", shape, value)).toBe(value);
        else expect(() => encoded("text", shape, value)).toThrow();
      }),
    );
  });

  it("is one harmless word as it is, or an error", () => {
    fc.assert(
      fc.property(fc.oneof(json, fc.stringMatching(/^[-a-zA-Z0-9_.:/@ ]{0,8}$/)), (value) => {
        if (typeof value === "string" && isHarmlessWord(value)) {
          expect(encoded("word", { kind: "text" }, value)).toBe(value);
          expect(value).toMatch(harmless);
          expect(value.startsWith("-")).toBe(false);
        } else expect(() => encoded("word", { kind: "text" }, value)).toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what a foreign program wrote", () => {
  it("becomes wire form, in which nothing is left for Argo or Kubernetes", () => {
    fc.assert(
      fc.property(text, (written) => {
        const wire = read(written, { kind: "text" });
        expect(decodeWire(wire)).toBe(written);
        expect(wire).not.toMatch(nothingForArgo);
      }),
      { numRuns: 500 },
    );
  });

  it("becomes wire form as JSON too", () => {
    fc.assert(
      fc.property(json, (value) => {
        const wire = read(JSON.stringify(value, null, 2), { kind: "json" });
        expect(decodeWire(wire)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(wire).not.toMatch(nothingForArgo);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["  42\n", "integer", 42],
    ["007", "integer", 7],
    ["1e3", "number", 1000],
    ["-0.25 ", "number", -0.25],
    ["True\n", "boolean", true],
    ["false", "boolean", false],
  ] as const)("reads %j as %s", (written, kind, value) => {
    expect(decodeWire(read(written, { kind }))).toBe(value);
  });

  it.each([
    ["4.5", "integer"],
    ["forty", "number"],
    ["NaN", "number"],
    ["inf", "number"],
    ["", "number"],
    ["yes", "boolean"],
    ["{", "json"],
  ] as const)("%j is no %s: the step ends in an error", (written, kind) => {
    expect(() => read(written, { kind })).toThrow();
  });

  it("is one of the choices or an error", () => {
    const shape = { kind: "choice", choices: ["good", "bad {{x}} $(Y)"] } as const;
    expect(decodeWire(read("good\n", shape))).toBe("good");
    expect(decodeWire(read("bad {{x}} $(Y)", shape))).toBe("bad {{x}} $(Y)");
    expect(() => read("other", shape)).toThrow();
  });

  it("is read by an expression that stands outside of any tag", () => {
    for (const kind of ["integer", "number", "boolean", "text", "json"] as const)
      expect(readExpression("tasks.run.outputs.result", "value", { kind })).not.toMatch(/\{\{|\}\}/);
  });
});

describe("an object of the cluster", () => {
  it("gets whole values exactly, whatever is in them", () => {
    fc.assert(
      fc.property(json.map(inYaml), json.map(inYaml), (one, other) => {
        const manifest = {
          kind: "X",
          spec: { one: markText({ param: "a", form: "json" }), list: [markText({ param: "b", form: "json" })] },
        };
        const got = inManifest(manifest, { a: encodeWire(one), b: encodeWire(other) });
        expect(JSON.parse(JSON.stringify(got))).toEqual(JSON.parse(JSON.stringify({ kind: "X", spec: { one, list: [other] } })));
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the author's own text but for tags, and words inside of it", () => {
    fc.assert(
      fc.property(
        text.filter((own) => !/\{\{|\{$|\$/.test(own)),
        fc.stringMatching(/^[a-z0-9./:@+,=%~][-a-z0-9./:@+,=%~]{0,8}$/),
        (own, word) => {
          const manifest = { own, both: `${own}${markText({ param: "w", form: "word" })}` };
          expect(inManifest(manifest, { "w-word": word })).toEqual({ own, both: `${own}${word}` });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("the author's own text", () => {
  it("is what Kubernetes gives back after its expansions", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("$", "$$", "$(", "(HOME)", ")", "$(HOME)", "a", " ", "(")).map((parts) => parts.join("")),
        (own) => {
          expect(expandDollars(renderText(own), { HOME: "/root" })).toBe(own);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("keeps single dollars as they are", () => {
    expect(kubernetesText("echo $HOME $1 ${x} 5$")).toBe("echo $HOME $1 ${x} 5$");
    expect(kubernetesText("echo $(date) $$")).toBe("echo $$(date) $$$$");
  });
});
