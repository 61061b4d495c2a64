import { describe, expect, it } from "vitest";
import { type Json, replaceTags, replaceTagsInText, tagsIn } from "../../runner/template/replace-tags.ts";
import { createScope } from "../../runner/template/scope.ts";
import type { Strictness } from "../../runner/template/strictness.ts";

const SCOPE = createScope({
  "inputs.parameters.x": "1",
  "inputs.parameters.quote": 'say "hi"\n<&>',
  "inputs.parameters.inner": "{{inputs.parameters.x}}",
  "inputs.parameters.name": "x",
  "tasks.gone.outputs.parameters.p": null,
});

const replace = (value: string, strict: Strictness = "all"): string => replaceTags({ value }, SCOPE, { strict }).value;

describe("tags", () => {
  it("are replaced in every text of a template, blanks within them aside", () => {
    const template = {
      args: ["{{inputs.parameters.x}}", "a {{ inputs.parameters.x }} b"],
      "k{{inputs.parameters.x}}": 1,
      n: null,
    };

    expect(replaceTags<Json>(template, SCOPE, { strict: "all" })).toEqual({
      args: ["1", "a 1 b"],
      k1: 1,
      n: null,
    });
  });

  it("keep quotes, line ends and angle brackets of what they bring", () => {
    expect(replace("{{inputs.parameters.quote}}")).toBe('say "hi"\n<&>');
    expect(replace("{{=inputs.parameters.quote}}")).toBe('say "hi"\n<&>');
  });

  it("take a value's own tags as text that the next pass replaces", () => {
    const once = replace("{{inputs.parameters.inner}}");

    expect(once).toBe("{{inputs.parameters.x}}");
    expect(replace(once)).toBe("1");
  });

  it("with = are expressions", () => {
    expect(replace("{{=asInt(inputs.parameters.x) + 1}}")).toBe("2");
    expect(replace("{{= toJson([1, 'a']) }}")).toBe('[1,"a"]');
  });

  it("stay as text when nothing has to be there", () => {
    expect(replace("{{nosuch}} {{=nosuch.x}}", "none")).toBe("{{nosuch}} {{=nosuch.x}}");
    expect(replace("{{steps.a.outputs.result}}", ["tasks"])).toBe("{{steps.a.outputs.result}}");
  });

  it("that have to be there make the controller wait", () => {
    expect(() => replace("{{nosuch}}")).toThrow(expect.objectContaining({ name: "TemplateError", missing: true }));
    expect(() => replace("{{tasks.b.outputs.result}}", ["tasks"])).toThrow(expect.objectContaining({ missing: true }));
    expect(() => replace("{{=tasks.b.outputs.result}}", ["tasks"])).toThrow(expect.objectContaining({ missing: true }));
  });

  it("may fall back with ?? on an output that is absent", () => {
    expect(replace("{{=tasks.gone.outputs.parameters.p ?? 'none'}}", ["tasks"])).toBe("none");
  });

  it("with an expression that can't be read fail, whatever has to be there", () => {
    expect(() => replace("{{=1 +}}", "none")).toThrow(expect.objectContaining({ name: "TemplateError", missing: false }));
  });

  it("are replaced in JSON text just as well", () => {
    expect(replaceTagsInText('{"a":"{{inputs.parameters.quote}}"}', SCOPE, { strict: "all" })).toBe(
      JSON.stringify({ a: 'say "hi"\n<&>' }),
    );
  });

  it("that are opened have to be closed", () => {
    expect(() => replace("{{inputs.parameters.x", "none")).toThrow(/^Cannot find end tag="}}" in the template=/);
  });

  it("are listed without their braces", () => {
    expect([...tagsIn("a {{x}} b {{=y + 1}} c }} {")]).toEqual(["x", "=y + 1"]);
  });
});
