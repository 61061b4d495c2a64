import { describe, expect, it } from "vitest";
import { z } from "zod";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { defaultTarget } from "../../compiler/targets/targets.ts";
import { verifyManifest } from "../../compiler/verify/verify-manifest.ts";
import { component } from "../../dsl/component.ts";
import { forEach } from "../../dsl/for-each.ts";
import { pipeline } from "../../dsl/pipeline.ts";

const say = component({ name: "say", params: { what: z.string() }, run: () => undefined });
const plan = resolve(
  pipeline({ name: "words" }, () => {
    say({ what: "one" });
    forEach(["two", "three"], (word) => {
      say({ what: word });
      say({ what: word }).with({ retry: 2 });
    });
  }),
);
const images = { imageOf: () => "registry.example/say", fileUri: () => "", sourceText: () => "" };

/** Our manifest with a mistake made in it. */
function broken(mistake: (spec: { templates: Record<string, unknown>[] } & Record<string, unknown>) => void) {
  const objects = structuredClone(lower(plan, { images })) as unknown as { spec: Parameters<typeof mistake>[0] }[];
  mistake(objects[0]!.spec);
  return verifyManifest(plan, objects, defaultTarget);
}

describe("a manifest that an API server would refuse", () => {
  it("is none of ours", () => {
    expect(broken(() => undefined)).toEqual([]);
  });

  it("is said to be our mistake, at the pipeline when no step has to do with it", () => {
    expect(broken((spec) => Object.assign(spec, { parallelism: 0 }))).toMatchObject([
      {
        code: "manifest-refused",
        message:
          'Pipeline "words": the manifest would be refused at spec.parallelism. "parallelism" can\'t be 0: the least is 1.',
        at: { line: 13 },
      },
    ]);
  });

  it("points at the step that the wrong template was made of, through the templates between", () => {
    const [found] = broken((spec) => {
      const retried = spec.templates.find((template) => "retryStrategy" in template)!;
      retried["container"] = 5;
    });
    expect(found).toMatchObject({ code: "manifest-refused", at: { line: 17 } });
    expect(found!.message).toContain('Task "say-3"');
  });

  it("points at the step of a wrong task", () => {
    const [found] = broken((spec) => {
      const [task] = (spec.templates[0]!["dag"] as { tasks: Record<string, unknown>[] }).tasks;
      task!["dependencies"] = 1;
    });
    expect(found).toMatchObject({ message: expect.stringContaining('Task "say"'), at: { line: 14 } });
  });

  it("is one with two tasks, templates or arguments of one name, which the controller alone refuses", () => {
    const tasks = (spec: { templates: Record<string, unknown>[] }) =>
      (spec.templates[0]!["dag"] as { tasks: { name: string; arguments?: { parameters: unknown[] } }[] }).tasks;
    expect(broken((spec) => tasks(spec).push({ ...tasks(spec)[0]! }))).toMatchObject([
      {
        code: "manifest-refused",
        message: expect.stringContaining('refused at spec.templates[0].dag.tasks[2].name. Two tasks are called "say".'),
        at: { line: 14 },
      },
    ]);
    expect(broken((spec) => spec.templates.push(structuredClone(spec.templates[0]!)))).toMatchObject([
      { code: "manifest-refused", message: expect.stringContaining('Two templates are called "main".') },
    ]);
    const [twice] = broken((spec) => {
      const { parameters } = tasks(spec)[0]!.arguments!;
      parameters.push(parameters[0]);
    });
    expect(twice!.message).toContain('Task "say": the manifest would be refused at');
    expect(twice!.message).toContain("Two parameters are called");
  });

  it("points at the step through another object", () => {
    const [first] = structuredClone(lower(plan, { images })) as unknown as { spec: { templates: Record<string, unknown>[] } }[];
    const moved = first!.spec.templates.find((template) => "retryStrategy" in template)!;
    const name = String(moved["name"]);
    const second = { ...first!, metadata: { name: "words-2" }, spec: { templates: [{ ...moved, container: 5 }] } };
    const away = JSON.parse(
      JSON.stringify(first).replaceAll(`"template":"${name}"`, `"templateRef":{"name":"words-2","template":"${name}"}`),
    );
    const [found] = verifyManifest(plan, [away, second], defaultTarget);
    expect(found).toMatchObject({ message: expect.stringContaining('Task "say-3"'), at: { line: 17 } });
  });
});
