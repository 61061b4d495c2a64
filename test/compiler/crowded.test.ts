import { component, onExit, onFailure, pipeline, when } from "pipewright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { print } from "../../compiler/4-print/print.ts";
import { lint } from "../../compiler/lint/lint.ts";
import { compileObjects } from "../helpers/compile-objects.ts";
import { playPipeline } from "../helpers/play-components.ts";

const named = (name: string) =>
  component({ name, params: { x: z.number().default(0) }, outputs: { v: z.number() }, run: () => ({ v: 0 }) });
const work = named("work");
const many = Array.from({ length: 300 }, (_, index) => named(`work-${index}`));
const times = (count: number, body: () => unknown): void => {
  for (let index = 0; index < count; index++) body();
};

const problems = (objects: ReturnType<typeof compileObjects>) =>
  lint([{ file: "manifest.yaml", text: print(objects) }]).diagnostics.map(({ code, message }) => `${code}: ${message}`);

describe("a manifest with no room left", () => {
  it("has several handlers in parts where they are many together", async () => {
    const crowded = pipeline({ name: "crowded" }, () => {
      work({ x: -1 });
      onExit(() => times(120, () => work({ x: 1 })));
      onExit((run) => times(120, () => when(run.status.eq("Succeeded"), () => work({ x: 2 }))));
      onFailure(() => times(120, () => work({ x: 3 })));
      onFailure(() => times(120, () => work({ x: 4 })));
    });
    const objects = compileObjects(crowded);
    expect(problems(objects)).toEqual([]);
    const lengths = objects
      .flatMap(({ spec }) => ("templates" in spec ? (spec.templates ?? []) : []))
      .map(({ dag }) => dag?.tasks.length ?? 0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(200);
    const { calls } = await playPipeline(crowded, { work: () => ({ outputs: { v: 1 } }) });
    const ran = (calls["work"] ?? []).map(({ x }) => x);
    expect([1, 2, 3, 4].map((of) => ran.filter((x) => x === of).length)).toEqual([120, 120, 0, 0]);
  });

  it("has templates elsewhere where the entry and the handlers call more than one object takes", () => {
    const objects = compileObjects(
      pipeline({ name: "distinct" }, () => {
        for (const one of many.slice(0, 150)) one();
        onExit(() => {
          for (const one of many.slice(150)) one();
        });
      }),
    );
    expect(problems(objects)).toEqual([]);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      expect.stringMatching(/^WorkflowTemplate distinct-part-/),
      "WorkflowTemplate distinct",
      expect.stringMatching(/^Workflow distinct-/),
    ]);
    const templates = objects.flatMap(({ spec }) => ("templates" in spec ? [spec.templates ?? []] : []));
    for (const one of templates) expect(one.length).toBeLessThanOrEqual(200);
    expect(new Set(templates.flat().map(({ name }) => name)).size).toBe(302);
  });

  it("has a task per branch, whatever components are called", () => {
    const namesake = named("when-work-v-otherwise");
    const objects = compileObjects(
      pipeline({ name: "branches" }, () => {
        const first = work();
        const chosen = when(first.v.gt(1), () => namesake()).otherwise(() => work({ x: work().v }));
        work({ x: chosen.v });
      }),
    );
    expect(problems(objects)).toEqual([]);
    expect(print(objects)).toContain("- name: when-work-v-otherwise-body");
  });
});
