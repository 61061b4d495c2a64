import { inspect } from "node:util";
import { component, cron, file, gpu, pipeline, script, when } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compile } from "../../compiler/index.ts";
import { lint } from "../../compiler/lint/lint.ts";
import { targets } from "../../compiler/targets/targets.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import { chain, fan, manyComponents, mixed } from "./long-pipelines.ts";

const count = component({
  name: "count",
  params: { upTo: z.int() },
  outputs: { sum: z.int(), label: z.string() },
  run: () => ({ sum: 0, label: "" }),
});
const say = component({ name: "say", params: { what: z.unknown() }, run: () => {} });
const images = (name: string): string => `ghcr.io/me/${name}:v3`;

const counting = pipeline({ name: "counting", params: { upTo: z.int().default(10) } }, ({ upTo }) => {
  const { sum, label } = count({ upTo });
  when(sum.gt(50), () => {
    say({ what: sum }).with({ env: { LABEL: label, FIXED: "{{x}}" } });
  });
});

const unread = script({ name: "own", image: "python:3.13", command: ["python"], source: file("own.py") });

/** Everything that there is of a pipeline, as text. */
const shown = (value: object): string => inspect(value, { depth: 12, maxArrayLength: null, maxStringLength: null });

describe("compile", () => {
  it("gives the objects, the same as YAML, and how much room they take", () => {
    const { objects, files, diagnostics, budget } = compile(counting, { images });
    expect(diagnostics).toEqual([]);
    expect(objects.map(({ kind }) => kind)).toEqual(["WorkflowTemplate", "Workflow"]);
    expect(files.map(({ name }) => name)).toEqual(["counting.yaml"]);
    expect(readManifest(files[0]!.text, "counting.yaml")).toEqual(JSON.parse(JSON.stringify(objects)));
    expect(budget).toEqual({ objects: 2, dags: 1, bytes: Buffer.byteLength(JSON.stringify(objects[0])) });
    expect(lint([{ file: "/here/counting.yaml", text: files[0]!.text }]).diagnostics).toEqual([]);
  });

  it("names the image of each component as it is told", () => {
    const [{ text } = { text: "" }] = compile(counting, { images }).files;
    expect([...text.matchAll(/image: (\S+)/g)].map(([, image]) => image)).toEqual(["ghcr.io/me/count:v3", "ghcr.io/me/say:v3"]);
  });

  it("writes what the run is told, and starts no run while a parameter is still to be said", () => {
    const asks = pipeline({ name: "asks", params: { upTo: z.int() } }, ({ upTo }) => void count({ upTo }));
    expect(compile(asks, { images }).objects.map(({ kind }) => kind)).toEqual(["WorkflowTemplate"]);
    const told = compile(asks, { images, args: { upTo: "3" } }).objects;
    expect(told.at(-1)).toMatchObject({ kind: "Workflow", spec: { arguments: { parameters: [{ name: "upTo", value: "3" }] } } });
    const daily = pipeline(
      { name: "daily", schedule: cron("0 3 * * *", { timezone: "Etc/UTC" }) },
      () => void count({ upTo: 1 }),
    );
    expect(compile(daily, { images }).objects.at(-1)?.kind).toBe("CronWorkflow");
  });

  it("gives the same bytes for the same, whatever was compiled in between", () => {
    const all = [counting, chain(450), fan(450), manyComponents(250), mixed];
    const once = all.map((one) => compile(one, { images }).files);
    const again = all.toReversed().map((one) => compile(one, { images }).files);
    expect(again.toReversed()).toEqual(once);
  });

  it("may be called while it runs", () => {
    const alone = compile(counting, { images });
    const inside: unknown[] = [];
    const outer = compile(counting, {
      images: (name) => {
        inside.push(compile(mixed, { images }).files);
        return images(name);
      },
    });
    expect(outer).toEqual(alone);
    expect(inside.length).toBeGreaterThan(0);
    for (const files of inside) expect(files).toEqual(compile(mixed, { images }).files);
  });

  it("changes nothing that it is given", () => {
    const options = Object.freeze({ images, args: Object.freeze({ upTo: "4" }) });
    const [before, optionsBefore] = [shown(counting.body), shown(options)];
    expect(before).toContain("LABEL");
    const { objects } = compile(counting, options);
    expect(objects).toHaveLength(2);
    expect(shown(counting.body)).toBe(before);
    expect(shown(options)).toBe(optionsBefore);
  });
});

describe("what is wrong with a pipeline", () => {
  const wrong = pipeline({ name: "wrong", params: { never: z.string().default("") } }, () => {
    count({ upTo: 1 }).with({ resources: { gpu: gpu(1.5) } });
    count({ upTo: 2 }).with({ retry: 1.5 });
  });

  it("is returned, all of it, in the order of the lines, and there are no objects then", () => {
    const { objects, files, diagnostics, budget } = compile(wrong, { images });
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "gpu-not-whole",
      "retry-limit-not-whole",
    ]);
    expect([objects, files]).toEqual([[], []]);
    expect(budget).toEqual({ objects: 0, dags: 0, bytes: 0 });
    const lines = diagnostics.map(({ at }) => at?.line ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(diagnostics.every(({ at }) => at?.file.endsWith("compile.test.ts"))).toBe(true);
  });

  it("is returned beside the objects when it is a warning", () => {
    const doubtful = pipeline({ name: "doubtful" }, () => {
      const { sum } = count({ upTo: 1 });
      when(sum.gt(5), () => void say({ what: 1 })).elseWhen(sum.gt(5), () => void say({ what: 2 }));
    });
    const { objects, diagnostics } = compile(doubtful, { images });
    expect(diagnostics.map(({ code }) => code)).toEqual(["branch-never-runs"]);
    expect(objects).toHaveLength(2);
  });

  it("is returned with what is only doubtful, also when the target refuses the manifest", () => {
    const both = pipeline({ name: "both" }, () => {
      const { sum } = count({ upTo: 1 });
      const { of } = when(sum.gt(5), () => ({ of: count({ upTo: 2 }).sum })).otherwise(() => ({ of: count({ upTo: 3 }).sum }));
      say({ what: of }).with({ pendingTimeout: "5m" });
    });
    const { diagnostics, objects } = compile(both, { images, target: targets["argo-3.7"] });
    expect(objects).toEqual([]);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`).toSorted()).toEqual([
      "error target-lacks-field",
      "warning target-needs-patch",
    ]);
  });

  it("is told in a sentence when images that are names alone can't read a script", () => {
    const scripted = pipeline({ name: "scripted" }, () => void unread());
    expect(() => compile(scripted, { images })).toThrow("pass an object with sourceText");
  });
});
